// Marks of namespace System.Diagnostics: the compiler or a debugger reads them, no code does.
namespace System.Diagnostics;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConditionalAttribute(string condition) : Attribute
{
    public string ConditionString { get; } = condition;
}

public sealed class StackTraceHiddenAttribute : Attribute { }
public sealed class DebuggerStepThroughAttribute : Attribute { }
public sealed class DebuggerHiddenAttribute : Attribute { }

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class DebuggerDisplayAttribute(string? value) : Attribute
{
    public string? Value { get; } = value;
    public string? Name { get; set; }
    public string? Type { get; set; }
}

public enum DebuggerBrowsableState { Never = 0, Collapsed = 2, RootHidden = 3 }

public sealed class DebuggerBrowsableAttribute(DebuggerBrowsableState state) : Attribute
{
    public DebuggerBrowsableState State { get; } = state;
}
