using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>A parameter of a system call as its declaration states it.</summary>
internal sealed class SystemCallParameter
{
    public const string NeedsAttribute = "Diesis.Abi.NeedsAttribute";
    public const string OptionalAttribute = "Diesis.Abi.OptionalAttribute";

    private const ulong NoLimit = ulong.MaxValue;

    private SystemCallParameter(IParameterSymbol parameter)
    {
        Name = parameter.Name;
        Type = parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        ShortType = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        Kind = KindOf(parameter);
        var needs = Attribute(parameter, NeedsAttribute)?.ConstructorArguments[0];
        NeedsType = needs?.Type as INamedTypeSymbol;
        Needs = needs?.Value as ushort? ?? 0;
        IsOptional = Attribute(parameter, OptionalAttribute) is not null;
        Most = MostOf(parameter.Type);
        ObjectType = TypeArgument(parameter.Type)?.Name;
    }

    public string Name { get; }

    /// <summary>As declared, fully qualified.</summary>
    public string Type { get; }

    public string ShortType { get; }
    public ParameterKind Kind { get; }

    /// <summary>Handles: what they must lead to, or null for anything.</summary>
    public string? ObjectType { get; }

    /// <summary>Handles: the rights that they must have, as bits.</summary>
    public ushort Needs { get; }

    /// <summary>The type of the rights, if any are needed.</summary>
    public INamedTypeSymbol? NeedsType { get; }

    /// <summary>Handles: may be none.</summary>
    public bool IsOptional { get; }

    /// <summary>Numbers and choices: the greatest that has a meaning. Flags: all of them.</summary>
    public ulong Most { get; }

    public bool IsLimited => Kind is ParameterKind.Choice or ParameterKind.Flags || Kind == ParameterKind.Number && Most != NoLimit;
    public bool IsOut => Kind is ParameterKind.HandleOut or ParameterKind.NumberOut;
    public bool IsBytes => Kind is ParameterKind.BytesIn or ParameterKind.BytesOut;

    /// <summary>How many argument registers it takes.</summary>
    public int Registers => IsOut || Kind == ParameterKind.Message ? 0 : IsBytes ? 2 : 1;

    public static SystemCallParameter From(IParameterSymbol parameter) => new(parameter);

    private static ParameterKind KindOf(IParameterSymbol parameter)
    {
        var isHandle = parameter.Type is { Name: "Handle", ContainingNamespace: { Name: "Abi" } };
        if (parameter.RefKind == RefKind.Ref && parameter.Type.Name == "Message") return ParameterKind.Message;
        if (parameter.RefKind == RefKind.Out)
            return isHandle ? ParameterKind.HandleOut
                : parameter.Type.SpecialType == SpecialType.System_UInt64 ? ParameterKind.NumberOut : ParameterKind.Unusable;
        if (parameter.RefKind != RefKind.None) return ParameterKind.Unusable;
        if (isHandle) return ParameterKind.Handle;
        if (parameter.Type.SpecialType is SpecialType.System_UInt64 or SpecialType.System_UInt32) return ParameterKind.Number;
        if (parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum)
            return IsFlags(@enum) ? ParameterKind.Flags
                : IsWithoutGaps(@enum) ? ParameterKind.Choice : ParameterKind.Unusable;
        if (TypeArgument(parameter.Type)?.SpecialType == SpecialType.System_Byte)
            return parameter.Type.Name switch
            {
                "ReadOnlySpan" => ParameterKind.BytesIn,
                "Span" => ParameterKind.BytesOut,
                _ => ParameterKind.Unusable,
            };
        return ParameterKind.Unusable;
    }

    private static ITypeSymbol? TypeArgument(ITypeSymbol type) => (type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();

    private static ulong MostOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_UInt32) return uint.MaxValue;
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum) return NoLimit;
        return IsFlags(@enum) ? Values(@enum).Aggregate(0UL, (all, value) => all | value) : Values(@enum).Max();
    }

    private static bool IsFlags(INamedTypeSymbol @enum)
        => @enum.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "System.FlagsAttribute");

    private static bool IsWithoutGaps(INamedTypeSymbol @enum)
        => Values(@enum).Distinct().OrderBy(v => v).Select((value, index) => value == (ulong)index).All(isNext => isNext);

    private static System.Collections.Generic.IEnumerable<ulong> Values(INamedTypeSymbol @enum)
        => @enum.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
            .Select(f => System.Convert.ToUInt64(f.ConstantValue, System.Globalization.CultureInfo.InvariantCulture));

    private static AttributeData? Attribute(IParameterSymbol parameter, string name)
        => parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == name);
}
