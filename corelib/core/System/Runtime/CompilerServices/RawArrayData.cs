namespace System.Runtime.CompilerServices;

/// <summary>An array as the compiler lays it out, seen without its element type.</summary>
internal sealed class RawArrayData
{
    public uint Length;
    public uint Padding;
    public byte Data;
}
