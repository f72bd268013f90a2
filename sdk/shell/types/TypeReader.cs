using System.Collections.Generic;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;

namespace Diesis.Shell.Types;

/// <summary>Finds the types that written ones mean, and the signatures that declarations do.</summary>
/// <param name="records">The record types that libraries export, by name.</param>
/// <param name="problems">Takes what cannot be found.</param>
public sealed class TypeReader(Dictionary<string, RecordType> records, List<Problem> problems)
{
    private TypeParameter[] _typeParameters = [];

    /// <summary>There are types that only parameters of commands have.</summary>
    private bool _isOfLibrary;

    public ShellType Read(TypeSyntax syntax) => syntax switch
    {
        NamedTypeSyntax named => ReadNamed(named),
        FunctionTypeSyntax function => new FunctionType(ReadAll(function.Parameters), function.Result is null ? PrimitiveType.Nothing : Read(function.Result)),
        RecordTypeSyntax record => new RecordType("", ReadFields(record.Fields)),
        _ => PrimitiveType.Unknown,
    };

    /// <summary>Fields of a record type; parameters have the same form.</summary>
    public RecordField[] ReadFields(ParameterSyntax[] fields)
    {
        RecordField[] read = new RecordField[fields.Length];
        for (int i = 0; i < fields.Length; i++) read[i] = new RecordField(fields[i].Name, ReadOf(fields[i]));
        return read;
    }

    /// <summary>Reads the declaration of a command: only libraries write them, so a mistake is a bug of theirs.</summary>
    public Signature ReadDeclaration(string declaration, CommandDoc doc)
    {
        Parser parser = Parser.OfDeclaration(declaration);
        List<Parser.TypeParameterSyntax> typeParameters = [];
        string name = parser.ReadDeclaration(typeParameters, out ParameterSyntax[] parameters, out TypeSyntax? result);
        problems.AddRange(parser.Problems);
        _isOfLibrary = true;
        _typeParameters = new TypeParameter[typeParameters.Count];
        for (int i = 0; i < _typeParameters.Length; i++)
            _typeParameters[i] = new TypeParameter(typeParameters[i].Name, i, ConstraintOf(typeParameters[i].Constraint));
        Signature signature = new(name, _typeParameters, ReadParameters(declaration, parameters), result is null ? PrimitiveType.Nothing : Read(result), doc);
        _typeParameters = [];
        _isOfLibrary = false;
        return signature;
    }

    public Parameter[] ReadParameters(string source, ParameterSyntax[] parameters)
    {
        Parameter[] read = new Parameter[parameters.Length];
        bool hasStandard = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            ParameterSyntax parameter = parameters[i];
            ShellType type = ReadOf(parameter);
            Value? standard = parameter.Standard is null ? null : ReadStandard(parameter.Standard, type);
            if (standard is null && hasStandard) problems.Add(new Problem(parameter.NameSpan, "parameters that need not be given come last"));
            hasStandard |= standard is not null;
            string text = parameter.Standard is null ? "" : source.Substring(parameter.Standard.Span.Start, parameter.Standard.Span.Length);
            read[i] = new Parameter(parameter.Name, type, standard, text);
        }
        return read;
    }

    private ShellType ReadOf(ParameterSyntax parameter)
    {
        if (parameter.Type is not null) return Read(parameter.Type);
        problems.Add(new Problem(parameter.NameSpan, $"the type of '{parameter.Name}' is missing: {parameter.Name}: int"));
        return PrimitiveType.Unknown;
    }

    private Value? ReadStandard(Expression expression, ShellType type)
    {
        Value? value = expression switch
        {
            IntegerLiteral literal when type == PrimitiveType.Int => Value.FromBits(literal.Value),
            IntegerLiteral literal when type == PrimitiveType.Double => Value.FromDouble(literal.Value),
            RealLiteral literal when type == PrimitiveType.Double => Value.FromDouble(literal.Value),
            TextLiteral literal when type == PrimitiveType.Text => Value.FromText(literal.Value),
            BooleanLiteral literal when type == PrimitiveType.Bool => Value.FromBool(literal.Value),
            UnaryExpression { Operator: TokenKind.Minus, Operand: IntegerLiteral { Value: not long.MinValue } literal } when type == PrimitiveType.Int => Value.FromBits(-literal.Value),
            MemberExpression { Target: IntegerLiteral literal } member when Units.TryFind(member.Name, out Unit unit) && unit.Type == type
                && Arithmetic.TryMultiply(literal.Value, unit.Count, out long count) => Value.FromBits(count),
            _ => null,
        };
        if (value is null && type != PrimitiveType.Unknown) problems.Add(new Problem(expression.Span, $"what a parameter is by itself has to be a literal of its type, {type}"));
        return value;
    }

    private ShellType ReadNamed(NamedTypeSyntax named)
    {
        if (named.Name == "") return PrimitiveType.Unknown;
        if (named.Name is "list" or "stream") return ReadSequence(named);
        if (named.Arguments.Length > 0) return Fail(named, $"'{named.Name}' is not made of other types");
        foreach (TypeParameter parameter in _typeParameters) if (parameter.Name == named.Name) return parameter;
        foreach (PrimitiveType primitive in PrimitiveType.All) if (primitive.Name == named.Name) return primitive;
        if (records.TryGetValue(named.Name, out RecordType? record)) return record;
        if (_isOfLibrary && named.Name == PrimitiveType.Command.Name) return PrimitiveType.Command;
        SimilarNames similar = new(named.Name);
        similar.Consider("list");
        foreach (PrimitiveType primitive in PrimitiveType.All) similar.Consider(primitive.Name);
        foreach (string name in records.Keys) similar.Consider(name);
        return Fail(named, $"there is no type '{named.Name}'{similar.Question}");
    }

    private ShellType ReadSequence(NamedTypeSyntax named)
    {
        if (named.Arguments.Length != 1) return Fail(named, $"a {named.Name} is one of something: {named.Name}<int>");
        ShellType item = Read(named.Arguments[0]);
        if (item is StreamType) return Fail(named, "nothing holds streams: take a list");
        return named.Name == "list" ? new ListType(item) : new StreamType(item);
    }

    private PrimitiveType Fail(TypeSyntax syntax, string message)
    {
        problems.Add(new Problem(syntax.Span, message));
        return PrimitiveType.Unknown;
    }

    private ShellType[] ReadAll(TypeSyntax[] syntax)
    {
        ShellType[] types = new ShellType[syntax.Length];
        for (int i = 0; i < types.Length; i++) types[i] = Read(syntax[i]);
        return types;
    }

    private static TypeConstraint ConstraintOf(string name) => name switch
    {
        "ordered" => TypeConstraint.Ordered,
        "number" => TypeConstraint.Number,
        _ => TypeConstraint.None,
    };
}
