using Internal.Runtime;

namespace System;

/// <summary>The one object that stands for a type. The compiler lays those out that it can foresee.</summary>
internal sealed unsafe class RuntimeType : Type
{
    private readonly MethodTable* _methodTable;
    private readonly nint _unused;

    internal RuntimeType(MethodTable* methodTable) => _methodTable = methodTable;
}
