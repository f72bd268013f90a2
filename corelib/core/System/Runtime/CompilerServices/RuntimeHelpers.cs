namespace System.Runtime.CompilerServices;

public static partial class RuntimeHelpers
{
    public static unsafe int OffsetToStringData => sizeof(nint) + sizeof(int);

    [Intrinsic] public static extern bool IsReferenceOrContainsReferences<T>() where T : allows ref struct;
    [Intrinsic] internal static bool IsBitwiseEquatable<T>() => false;
    [Intrinsic] public static extern ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle field);
    [Intrinsic] public static extern void InitializeArray(Array array, RuntimeFieldHandle field);
}
