using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>What casts, boxes and interface calls ask of a type.</summary>
internal unsafe partial struct MethodTable
{
    /// <summary>What stands in front of an object's fields: the unused word, and the address of its type.</summary>
    public const int HeaderSize = 2 * sizeof(long);

    private const uint ElementSizeMask = 0xFFFF;
    private const uint IsParameterized = 1 << 17;
    private const uint HasInterfaceSlots = 1 << 18;
    private const uint HasFinalizer = 1 << 20;
    private const uint HasSealedSlots = 1 << 22;
    private const uint HasVariantArguments = 1 << 23;
    private const uint IsGeneric = 1 << 25;
    private const int KindShift = 26;
    private const uint KindMask = 0x1F;

    // Of a value type, the low half of the flags says how it lies in its box.
    private const uint PaddingMask = 0xE0;
    private const int PaddingShift = 5;
    private const uint NullableOffsetMask = 0x700;
    private const int NullableOffsetShift = 8;

    /// <summary>Kinds of types as the compiler numbers them; an enumeration has its underlying type's.</summary>
    private enum Kind : uint
    {
        FirstPrimitive = 0x02,
        FirstInteger = 0x04,
        SByte = 0x04,
        Int16 = 0x06,
        Int32 = 0x08,
        Int64 = 0x0A,
        IntPtr = 0x0C,
        LastInteger = 0x0D,
        LastPrimitive = 0x0F,
        ValueType = 0x10,
        Nullable = 0x12,
        Class = 0x14,
        Interface = 0x15,
        SystemArray = 0x16,
        Array = 0x17,
        SingleDimensionArray = 0x18,
    }

    private readonly Kind TypeKind => (Kind)(_flags >> KindShift & KindMask);

    public readonly uint BaseSize => _baseSize;
    public readonly int ElementSize => (int)(_flags & ElementSizeMask);
    public readonly uint Hash => _hash;

    public readonly bool IsArray => TypeKind is Kind.SingleDimensionArray or Kind.Array;
    public readonly bool IsInterface => TypeKind == Kind.Interface;
    public readonly bool IsNullable => TypeKind == Kind.Nullable;
    public readonly bool IsValueType => TypeKind is >= Kind.FirstPrimitive and <= Kind.Nullable;
    public readonly bool IsPrimitiveOrEnum => TypeKind is >= Kind.FirstPrimitive and <= Kind.LastPrimitive;
    public readonly bool IsSigned => TypeKind is Kind.SByte or Kind.Int16 or Kind.Int32 or Kind.Int64 or Kind.IntPtr;
    public readonly bool HasVariance => (_flags & HasVariantArguments) != 0;

    public readonly MethodTable* ElementType => _related;

    /// <summary>None of an interface and of <see cref="object"/>; of an array, <see cref="Array"/>.</summary>
    public readonly MethodTable* BaseType => (_flags & IsParameterized) != 0 ? Of<System.Array>() : _related;

    /// <summary>Bytes of a value without its box.</summary>
    public readonly nuint ValueSize => _baseSize - HeaderSize - ((_flags & PaddingMask) >> PaddingShift);

    /// <summary>Where in a nullable its value lies, after the byte that says whether there is one.</summary>
    public readonly int NullableValueOffset => 1 << (int)((_flags & NullableOffsetMask) >> NullableOffsetShift);

    public readonly MethodTable* NullableType => GenericArgument(0);

    public readonly int VirtualSlotCount => _virtualSlots;
    public readonly int InterfaceCount => _interfaces;

    public readonly MethodTable* Interface(int index) => ((MethodTable**)(Slots + _virtualSlots))[index];

    public readonly MethodTable* GenericDefinition
        => (_flags & IsGeneric) != 0 ? (MethodTable*)Distance(GenericIndex) : null;

    /// <summary>Of a definition: how an argument is used; 1 out, 2 in, 0 either.</summary>
    public readonly byte VarianceOf(int argument) => ((byte*)Distance(CommonDistances))[argument];

    /// <summary>Of a definition: the number of arguments.</summary>
    public readonly int Arity => (int)_baseSize;

    /// <summary>One argument is pointed to directly, several by way of a list of distances.</summary>
    public readonly MethodTable* GenericArgument(int index)
    {
        void* arguments = Distance(GenericIndex + 1);
        if (GenericDefinition->Arity == 1) return (MethodTable*)arguments;
        return (MethodTable*)RelativePointer.Follow((RelativePointer*)arguments + index);
    }

    /// <returns>The address of the code in a slot, counted through the virtual ones and then the sealed ones.</returns>
    public readonly nint Code(int slot)
    {
        if (slot < _virtualSlots) return Slots[slot];
        return (nint)RelativePointer.Follow((RelativePointer*)Distance(SealedIndex) + (slot - _virtualSlots));
    }

    /// <summary>Which slot of which interface is implemented by which slot here; null when that is inherited.</summary>
    public readonly InterfaceSlots* InterfaceSlots
        => (_flags & HasInterfaceSlots) != 0 ? (InterfaceSlots*)Distance(CommonDistances) : null;

    /// <summary>The same primitive type, or enumerations over it.</summary>
    public static bool AreSameKind(MethodTable* left, MethodTable* right)
        => left->IsPrimitiveOrEnum && left->TypeKind == right->TypeKind;

    /// <summary>The same primitive type, or integers of the same size, signed or not.</summary>
    public static bool AreSameBits(MethodTable* left, MethodTable* right)
    {
        return left->TypeKind == right->TypeKind
            || IsInteger(left->TypeKind) && IsInteger(right->TypeKind) && left->ValueSize == right->ValueSize;

        static bool IsInteger(Kind kind) => kind is >= Kind.FirstInteger and <= Kind.LastInteger;
    }

    /// <summary>A word for the object that stands for the type.</summary>
    public readonly nint* TypeObject => (nint*)Distance(WritableData);

    [Intrinsic]
    public static MethodTable* Of<T>() where T : allows ref struct => Of<T>();

    // SAFETY of all below: the compiler lays this out behind each type that it writes, and no other exist.

    private readonly MethodTable* This => (MethodTable*)Unsafe.AsPointer(in this);
    private readonly nint* Slots => (nint*)(This + 1);

    // The type manager and the writable data are always there.
    private const int WritableData = 1;
    private const int CommonDistances = 2;

    private readonly int SealedIndex
        => CommonDistances + Has(HasInterfaceSlots) + Has(HasFinalizer);

    private readonly int GenericIndex => SealedIndex + Has(HasSealedSlots);

    private readonly int Has(uint flag) => (_flags & flag) != 0 ? 1 : 0;

    /// <returns>What the distance of that number leads to.</returns>
    private readonly void* Distance(int index)
        => RelativePointer.Follow((RelativePointer*)(Slots + _virtualSlots + _interfaces) + index);
}
