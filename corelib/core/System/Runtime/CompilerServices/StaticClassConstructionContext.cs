namespace System.Runtime.CompilerServices;

/// <summary>The state of one class constructor; the compiler lays it out and reads it by this field's name.</summary>
public struct StaticClassConstructionContext
{
    public nint cctorMethodAddress;
}
