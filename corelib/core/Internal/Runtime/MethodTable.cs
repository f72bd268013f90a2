namespace Internal.Runtime;

/// <summary>The compiler's description of a type; the start of what it lays out.</summary>
public struct MethodTable
{
    public uint Flags;
    public uint BaseSize;
}
