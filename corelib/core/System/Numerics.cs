using System.Runtime.CompilerServices;

namespace System
{
    public static class Math
    {
        public static int Min(int a, int b) => a < b ? a : b;
        public static int Max(int a, int b) => a > b ? a : b;
        public static ulong Min(ulong a, ulong b) => a < b ? a : b;
        public static ulong Max(ulong a, ulong b) => a > b ? a : b;
    }
}

namespace System.Numerics
{
    public static class BitOperations
    {
        public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value != 0;

        public static int TrailingZeroCount(ulong value)
        {
            if (value == 0) return 64;
            int count = 0;
            while ((value & 1) == 0) { value >>= 1; count++; }
            return count;
        }

        public static int Log2(ulong value)
        {
            int result = 0;
            while ((value >>= 1) != 0) result++;
            return result;
        }
    }
}

namespace System.Diagnostics
{
    public static class Debug
    {
        [Conditional("DEBUG")]
        public static void Assert([CodeAnalysis.DoesNotReturnIf(false)] bool condition,
            [CallerArgumentExpression(nameof(condition))] string? message = null)
        {
            if (!condition) Internal.Runtime.CompilerHelpers.ThrowHelpers.AssertionFailed(message ?? "");
        }
    }
}
