namespace System.Runtime.CompilerServices;

public static partial class RuntimeHelpers
{
    /// <summary>Behind <c>array[1..3]</c>.</summary>
    public static T[] GetSubArray<T>(T[] array, Range range) => array.AsSpan(range).ToArray();

    public static int GetHashCode(object? value)
        => value == null ? 0 : unchecked((int)Internal.Runtime.Boxes.Identity(value));
}
