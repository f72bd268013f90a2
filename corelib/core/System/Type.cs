namespace System;

/// <summary>What <c>typeof</c> gives inside attributes; there is no reflection.</summary>
public class Type
{
    public static Type? GetTypeFromHandle(RuntimeTypeHandle handle) => null;
}

internal sealed class RuntimeType : Type { }
