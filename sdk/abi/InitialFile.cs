using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>A file of the archive that the system starts from, as root hands it to init.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct InitialFile
{
    public const int MostPathBytes = 48;

    [InlineArray(MostPathBytes)]
    public struct PathBytes { private byte _first; }

    /// <summary>UTF-8, filled up with zeros.</summary>
    public PathBytes Path;

    /// <summary>The content, from the first page on; init may clone it, read it, and map it to be executed.</summary>
    public Handle<Objects.MemoryObject> Memory;

    public ulong Bytes;
}
