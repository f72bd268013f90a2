using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Commands;

/// <summary>A C# type as the shell's language has it, and the code that takes it there and back.</summary>
internal sealed class ShellValue
{
    public const string RecordAttribute = "Diesis.Shell.Commands.ShellRecordAttribute";
    private const string Values = "global::Diesis.Shell.Commands.CommandValues", Value = "global::Diesis.Shell.Machine.Value";

    private ShellValue(string name) => Name = name;

    /// <summary>The type as it is written in the language.</summary>
    public string Name { get; }

    /// <summary>A record that has to be known to write this type.</summary>
    public INamedTypeSymbol? Record { get; private set; }

    private string _to = "", _from = "";
    private ShellValue? _item;
    private string _itemType = "";
    private bool _isStream;

    /// <summary>C# for the value of the language that an expression is.</summary>
    public string To(string expression) => _item is null ? string.Format(_to, expression)
        : $"{Values}.{(_isStream ? "Stream" : "List")}<{_itemType}>({expression}, static x => {_item.To("x")})";

    /// <summary>And the other way round; null where that does not go.</summary>
    public string? From(string expression)
    {
        if (_item is not null) return _isStream || _item.From("x") is not { } item ? null : $"{Values}.Array<{_itemType}>({expression}, static x => {item})";
        return _from == "" ? null : string.Format(_from, expression);
    }

    /// <returns>Null for a type that the language has nothing like.</returns>
    public static ShellValue? Of(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Void: return new("nothing");
            case SpecialType.System_Int64: return new("int") { _to = Value + ".FromBits({0})", _from = "{0}.Bits" };
            case SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32
                or SpecialType.System_UInt32: return new("int") { _to = Value + ".FromBits({0})" };
            case SpecialType.System_Double: return new("double") { _to = Value + ".FromDouble({0})", _from = "{0}.Double" };
            case SpecialType.System_Boolean: return new("bool") { _to = Value + ".FromBool({0})", _from = "{0}.IsTrue" };
            case SpecialType.System_String: return new("string") { _to = Value + ".FromText({0})", _from = "{0}.Text" };
            case SpecialType.System_DateTime: return new("time") { _to = Values + ".Time({0})", _from = Values + ".Time({0})" };
        }
        if (type.ToDisplayString() == "Diesis.Shell.Commands.CommandName") return new("command") { _from = "new global::Diesis.Shell.Commands.CommandName({0}.Text)" };
        if (type.TypeKind == TypeKind.Enum) return new("string") { _to = Value + ".FromText({0}.ToString())" };
        string full = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (full == "global::System.TimeSpan") return new("duration") { _to = Values + ".Duration({0})", _from = Values + ".Duration({0})" };
        if (full == "global::Diesis.Shell.Commands.ByteSize") return new("size") { _to = Value + ".FromBits({0}.Bytes)", _from = "new global::Diesis.Shell.Commands.ByteSize({0}.Bits)" };
        if (type is IArrayTypeSymbol { Rank: 1 } array) return Sequence(array.ElementType, isStream: false);
        if (type is INamedTypeSymbol { IsGenericType: true, Name: "IEnumerable" } stream) return Sequence(stream.TypeArguments[0], isStream: true);
        return type is INamedTypeSymbol record && IsRecord(record) ? new(NameOf(record)) { Record = record, _to = $"{Writer(record)}({{0}})", _from = Reader(record) } : null;
    }

    private static bool IsOfRecords(ITypeSymbol type) => type is IArrayTypeSymbol array ? IsOfRecords(array.ElementType) : type is INamedTypeSymbol record && IsRecord(record);

    /// <summary>A record can be an argument if its constructor takes its fields, in their order.</summary>
    private static string Reader(INamedTypeSymbol record)
    {
        var fields = FieldsOf(record).ToArray();
        bool takesThem = record.InstanceConstructors.Any(made => made.Parameters.Length == fields.Length
            && made.Parameters.Zip(fields, static (p, f) => p.Name == NameOf(f) && SymbolEqualityComparer.Default.Equals(p.Type, f.Type)).All(static same => same));
        if (!takesThem) return "";
        var values = fields.Select((f, i) => IsOfRecords(f.Type) ? null : Of(f.Type)?.From($"{{0}}.Record.Fields[{i}]")).ToArray();
        if (values.Any(static value => value is null)) return "";
        return $"new {record.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}({string.Join(", ", values)})";
    }

    private static ShellValue? Sequence(ITypeSymbol item, bool isStream)
    {
        if (Of(item) is not { } inner || inner.Name == "nothing" || inner._isStream) return null;
        return new($"{(isStream ? "stream" : "list")}<{inner.Name}>")
        {
            _item = inner, _isStream = isStream, Record = inner.Record, _itemType = item.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        };
    }

    public static bool IsRecord(INamedTypeSymbol type) => type.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == RecordAttribute);

    public static string NameOf(ISymbol symbol) => char.ToLowerInvariant(symbol.Name[0]) + symbol.Name.Substring(1);

    /// <summary>The generated method that makes a record of the language.</summary>
    public static string Writer(INamedTypeSymbol record) => "Make" + record.Name;

    /// <summary>The fields of a record: its public properties, in their order.</summary>
    public static IEnumerable<IPropertySymbol> FieldsOf(INamedTypeSymbol record) => record.GetMembers().OfType<IPropertySymbol>()
        .Where(p => p is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, IsImplicitlyDeclared: false });
}
