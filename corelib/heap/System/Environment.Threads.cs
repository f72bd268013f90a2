namespace System;

public static partial class Environment
{
    /// <summary>Iterators ask for it. There is one thread.</summary>
    public static int CurrentManagedThreadId => 1;
}
