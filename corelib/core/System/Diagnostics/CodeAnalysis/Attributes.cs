// Marks of namespace System.Diagnostics.CodeAnalysis: the compiler or an analyzer reads them, no code does.
namespace System.Diagnostics.CodeAnalysis;

public sealed class AllowNullAttribute : Attribute { }
public sealed class DisallowNullAttribute : Attribute { }
public sealed class MaybeNullAttribute : Attribute { }
public sealed class NotNullAttribute : Attribute { }
public sealed class DoesNotReturnAttribute : Attribute { }
public sealed class UnscopedRefAttribute : Attribute { }
public sealed class ExcludeFromCodeCoverageAttribute : Attribute { }
public sealed class SetsRequiredMembersAttribute : Attribute { }

public sealed class DoesNotReturnIfAttribute(bool parameterValue) : Attribute
{
    public bool ParameterValue { get; } = parameterValue;
}

public sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
}

public sealed class MaybeNullWhenAttribute(bool returnValue) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class NotNullIfNotNullAttribute(string parameterName) : Attribute
{
    public string ParameterName { get; } = parameterName;
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class MemberNotNullAttribute(params string[] members) : Attribute
{
    public string[] Members { get; } = members;
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class MemberNotNullWhenAttribute(bool returnValue, params string[] members) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
    public string[] Members { get; } = members;
}

public sealed class StringSyntaxAttribute(string syntax) : Attribute
{
    public string Syntax { get; } = syntax;
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class SuppressMessageAttribute(string category, string checkId) : Attribute
{
    public string Category { get; } = category;
    public string CheckId { get; } = checkId;
    public string? Justification { get; set; }
    public string? Scope { get; set; }
    public string? Target { get; set; }
}
