// Marks of namespace System.Runtime.InteropServices: the compilers read them, no code does.
namespace System.Runtime.InteropServices;

public enum LayoutKind { Sequential = 0, Explicit = 2, Auto = 3 }
public enum CharSet { None = 1, Ansi = 2, Unicode = 3, Auto = 4 }
public enum CallingConvention { Winapi = 1, Cdecl = 2, StdCall = 3 }
public enum UnmanagedType { Bool = 2, I1 = 3, U1 = 4 }

public sealed class StructLayoutAttribute(LayoutKind kind) : Attribute
{
    public LayoutKind Value { get; } = kind;
    public int Pack;
    public int Size;
    public CharSet CharSet;
}

public sealed class FieldOffsetAttribute(int offset) : Attribute
{
    public int Value { get; } = offset;
}

public sealed class InAttribute : Attribute { }
public sealed class OutAttribute : Attribute { }

public sealed class UnmanagedCallersOnlyAttribute : Attribute
{
    public Type[]? CallConvs;
    public string? EntryPoint;
}
