namespace Diesis.Shell.Syntax;

/// <summary>A type as it is written: <c>int</c>, <c>list&lt;string&gt;</c>, <c>fn(int): bool</c>, <c>{ name: string }</c>.</summary>
public abstract class TypeSyntax(TextSpan span)
{
    public TextSpan Span { get; } = span;
}

public sealed class NamedTypeSyntax(TextSpan span, string name, TypeSyntax[] arguments) : TypeSyntax(span)
{
    public string Name { get; } = name;
    public TypeSyntax[] Arguments { get; } = arguments;
}

public sealed class FunctionTypeSyntax(TextSpan span, TypeSyntax[] parameters, TypeSyntax? result) : TypeSyntax(span)
{
    public TypeSyntax[] Parameters { get; } = parameters;
    public TypeSyntax? Result { get; } = result;
}

public sealed class RecordTypeSyntax(TextSpan span, ParameterSyntax[] fields) : TypeSyntax(span)
{
    public ParameterSyntax[] Fields { get; } = fields;
}

/// <summary>A parameter of a function, or a field of a record type. Lambdas may leave out types.</summary>
public sealed class ParameterSyntax(TextSpan nameSpan, string name, TypeSyntax? type, Expression? standard)
{
    public TextSpan NameSpan { get; } = nameSpan;
    public string Name { get; } = name;
    public TypeSyntax? Type { get; } = type;

    /// <summary>What it is when nobody says; a literal.</summary>
    public Expression? Standard { get; } = standard;
}
