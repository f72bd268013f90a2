namespace System.Runtime.CompilerServices;

/// <summary>An object as the compiler lays it out, seen without its type. The compiler knows it by name.</summary>
internal class RawData
{
    public byte Data;
}
