using System.Security.Cryptography;

namespace System;

public partial class Random
{
    [ThreadStatic]
    private static Random? _ofThread;

    /// <summary>With a seed that nobody knows.</summary>
    public Random() : this(RandomNumberGenerator.GetInt32(int.MaxValue)) { }

    /// <summary>For any thread: each has its own.</summary>
    public static Random Shared => _ofThread ??= new();
}
