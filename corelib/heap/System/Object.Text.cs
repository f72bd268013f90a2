using Internal.Runtime;

namespace System;

public partial class Object
{
    public virtual int GetHashCode() => unchecked((int)Boxes.Identity(this));

    /// <summary>Types have no names at run time: what has none of its own is an object.</summary>
    public virtual string? ToString() => "System.Object";
}
