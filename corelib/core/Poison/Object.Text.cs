using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>
/// Without a heap nothing has a string to answer with. A type may override these for debuggers and for .NET on the host;
/// code that calls them does not link.
/// </summary>
public partial class Object
{
    public virtual int GetHashCode()
    {
        HasNoHash();
        return 0;
    }

    public virtual string? ToString()
    {
        HasNoText();
        return null;
    }

    [RuntimeImport("*", "diesis_error_object_hash"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void HasNoHash();

    [RuntimeImport("*", "diesis_error_to_string"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void HasNoText();
}
