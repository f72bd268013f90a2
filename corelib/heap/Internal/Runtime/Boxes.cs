using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>Values inside objects.</summary>
internal static class Boxes
{
    private sealed class AnyObject
    {
        public byte FirstField;
    }

    /// <returns>Where the fields of an object begin.</returns>
    public static ref byte DataOf(object value) => ref Unsafe.As<AnyObject>(value).FirstField;
}
