namespace System.Runtime.CompilerServices;

/// <summary>What the compilers know by name. They replace the bodies.</summary>
public static partial class RuntimeHelpers
{
    public static unsafe int OffsetToStringData => sizeof(nint) + sizeof(int);

    [Intrinsic]
    public static extern bool IsReferenceOrContainsReferences<T>() where T : allows ref struct;

    [Intrinsic]
    internal static bool IsBitwiseEquatable<T>() => false;

    /// <summary>A table of constants in the image: <c>ReadOnlySpan&lt;ulong&gt; Table => [1, 2, 3]</c>.</summary>
    [Intrinsic]
    public static ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle field)
    {
        NotReplaced();
        return default;
    }

    [Intrinsic]
    public static void InitializeArray(Array array, RuntimeFieldHandle field) => NotReplaced();

    // Nothing defines it: should the compiler ever leave a body of above in place, the linker says so.
    [RuntimeImport("*", "diesis_error_intrinsic_not_replaced"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void NotReplaced();
}
