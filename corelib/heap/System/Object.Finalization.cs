namespace System;

public partial class Object
{
    /// <summary>What finalizers override. An object that does not has none.</summary>
    ~Object() { }
}
