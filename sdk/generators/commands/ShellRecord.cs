using System.Linq;
using Diesis.Sdk.Generators.Emitters;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Commands;

/// <summary>A type that commands return: how the language declares it, and the method that makes a record of one.</summary>
internal sealed record ShellRecord(string Name, string Declaration, string Writer)
{
    /// <returns>Null if a property is of a type that the language has nothing like.</returns>
    public static ShellRecord? From(INamedTypeSymbol type)
    {
        var fields = ShellValue.FieldsOf(type).Select(p => (Name: ShellValue.NameOf(p), Value: ShellValue.Of(p.Type), Property: p.Name)).ToArray();
        if (fields.Length == 0 || type.IsGenericType || fields.Any(f => f.Value is null || f.Value.Name == "nothing" || f.Value.Name.StartsWith("stream<", System.StringComparison.Ordinal))) return null;
        string name = ShellValue.NameOf(type);
        string declaration = $"{name} {{ {string.Join(", ", fields.Select(f => $"{f.Name}: {f.Value!.Name}"))} }}";
        string writer = $$"""
                internal static global::Diesis.Shell.Machine.Value {{ShellValue.Writer(type)}}({{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}} from)
                    => global::Diesis.Shell.Machine.Value.FromObject(new global::Diesis.Shell.Machine.RecordValue(
                    [
            {{Text.Lines(fields, 12, (f, _) => f.Value!.To("from." + f.Property) + ",")}}
                    ]));

            """;
        return new(name, declaration, writer);
    }
}
