using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Contracts;

internal enum LimitKind
{
    /// <summary>From 0 to the one number.</summary>
    Most,

    /// <summary>The bits of the one number.</summary>
    Bits,

    /// <summary>These numbers.</summary>
    Members,
}

/// <summary>Which patterns of bits a part of a value may have.</summary>
/// <param name="Offset">Where the part begins, in bytes.</param>
/// <param name="Type">As what it is read: an unsigned number of its size.</param>
internal sealed record Limit(int Offset, string Type, LimitKind Kind, IReadOnlyList<ulong> Numbers)
{
    private static readonly Dictionary<SpecialType, (string Name, int Bits)> Unsigned = new()
    {
        [SpecialType.System_Byte] = ("byte", 8), [SpecialType.System_SByte] = ("byte", 8),
        [SpecialType.System_UInt16] = ("ushort", 16), [SpecialType.System_Int16] = ("ushort", 16),
        [SpecialType.System_UInt32] = ("uint", 32), [SpecialType.System_Int32] = ("uint", 32),
        [SpecialType.System_UInt64] = ("ulong", 64), [SpecialType.System_Int64] = ("ulong", 64),
    };

    /// <summary>The members of an enumeration.</summary>
    public static Limit Of(INamedTypeSymbol type)
    {
        var (name, bits) = Unsigned[type.EnumUnderlyingType!.SpecialType];
        ulong mask = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
        ulong[] members = [.. type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
            .Select(f => BitsOf(f.ConstantValue!) & mask).Distinct().OrderBy(v => v)];
        if (type.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "System.FlagsAttribute"))
            return new(0, name, LimitKind.Bits, [members.Aggregate(0UL, (all, one) => all | one)]);
        bool isDense = members.Select((value, index) => value == (ulong)index).All(isNext => isNext);
        return isDense && members.Length != 0 ? new(0, name, LimitKind.Most, [(ulong)members.Length - 1]) : new(0, name, LimitKind.Members, members);
    }

    /// <summary>A condition that holds when the number is none of them.</summary>
    /// <param name="number">An expression of an unsigned type.</param>
    public string IsBroken(string number) => Kind switch
    {
        LimitKind.Most => $"{number} > {Numbers[0]}",
        LimitKind.Bits => $"({number} & ~0x{Numbers[0]:x}UL) != 0",
        _ => $"{number} is not ({string.Join(" or ", Numbers)})",
    };

    /// <summary>As goldens have it.</summary>
    public string Text => Kind switch
    {
        LimitKind.Most => $"0..{Numbers[0]}",
        LimitKind.Bits => $"&0x{Numbers[0]:x}",
        _ => string.Join("|", Numbers),
    };

    private static ulong BitsOf(object value)
        => value is ulong wide ? wide : unchecked((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture));
}
