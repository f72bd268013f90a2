using System.Runtime.CompilerServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.GarbageCollection;

namespace System.Runtime.InteropServices;

/// <summary>A reference as a number, which code without references can keep. It lasts until it is freed.</summary>
public unsafe struct GCHandle : IEquatable<GCHandle>
{
    private Handles.Slot* _slot;

    private GCHandle(Handles.Slot* slot) => _slot = slot;

    public static GCHandle Alloc(object? value) => Alloc(value, GCHandleType.Normal);

    public static GCHandle Alloc(object? value, GCHandleType type)
        => new(Handles.Allocate(value, type switch
        {
            GCHandleType.Weak => HandleKind.Weak,
            GCHandleType.WeakTrackResurrection => HandleKind.WeakTrackingResurrection,
            _ => HandleKind.Strong,
        }));

    public readonly bool IsAllocated => _slot != null;

    public readonly object? Target
    {
        get
        {
            nuint address = Slot->Target;
            return Boxes.ObjectAt(address);
        }
        set => Slot->Target = Boxes.AddressOf(value);
    }

    public void Free()
    {
        var slot = Slot;
        _slot = null;
        Handles.Free(slot);
    }

    /// <summary>Where the contents of an array or a string are, or the value in a box.</summary>
    public readonly nint AddrOfPinnedObject()
    {
        object? target = Target;
        if (target == null) return 0;
        ref byte data = ref target is string text
            ? ref Unsafe.As<char, byte>(ref text._firstChar)
            : ref target.m_pEEType->IsArray ? ref Unsafe.As<RawArrayData>(target).Data : ref Boxes.DataOf(target);
        return (nint)Unsafe.AsPointer(ref data);
    }

    public static nint ToIntPtr(GCHandle value) => (nint)value._slot;
    public static GCHandle FromIntPtr(nint value) => new((Handles.Slot*)value);

    public readonly bool Equals(GCHandle other) => _slot == other._slot;
    public override readonly bool Equals(object? other) => other is GCHandle handle && Equals(handle);
    public override readonly int GetHashCode() => ((nint)_slot).GetHashCode();

    public static bool operator ==(GCHandle left, GCHandle right) => left._slot == right._slot;
    public static bool operator !=(GCHandle left, GCHandle right) => left._slot != right._slot;

    private readonly Handles.Slot* Slot
    {
        get
        {
            if (_slot == null) ThrowHelpers.ThrowInvalidOperationException();
            return _slot;
        }
    }
}
