using System.Diagnostics;
using System.Runtime.CompilerServices;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

/// <summary>Bugs on purpose: each has to end in a report that says what, and where in the source.</summary>
// SAFETY: none. What is followed here must not be, and the machine is the test's own.
internal static unsafe class FaultTests
{
    [FaultTest("null reference (read at v:10)", "FaultTests.FollowsNull in tests/guest/FaultTests.cs:", "FaultTests.NullDereference in tests/guest/FaultTests.cs:", "KernelBoot.")]
    internal static void NullDereference(ref Test test) => test.Equal(0UL, FollowsNull(null));

    [FaultTest("stack overflow", "FaultTests.Recurses in tests/guest/FaultTests.cs:")]
    internal static void StackOverflow(ref Test test) => test.Equal(0UL, Recurses(1));

    [FaultTest("assertion failed: two == three", "FaultTests.FailedAssertion in tests/guest/FaultTests.cs:")]
    internal static void FailedAssertion(ref Test test)
    {
        int two = Opaque(2), three = Opaque(3);
        Debug.Assert(two == three);
    }

    [FaultTest("division by zero", "FaultTests.DivideByZero in tests/guest/FaultTests.cs:")]
    internal static void DivideByZero(ref Test test) => test.Equal(1, Opaque(7) / Opaque(0));

    [FaultTest("index out of range", "FaultTests.IndexOutOfRange in tests/guest/FaultTests.cs:")]
    internal static void IndexOutOfRange(ref Test test) => test.Equal(1, (int)"abc"u8[Opaque(3)]);

    [FaultTest("write to memory that is only read", "FaultTests.WriteToConstant in tests/guest/FaultTests.cs:")]
    internal static void WriteToConstant(ref Test test)
    {
        fixed (byte* constant = "constant"u8) *constant = 1;
    }

    [FaultTest("execution of data", "FaultTests.ExecuteData in tests/guest/FaultTests.cs:")]
    internal static void ExecuteData(ref Test test)
    {
        ulong code = 0;
        test.Equal(0UL, ((delegate*<ulong>)&code)() + 1);
    }

    private struct Fields
    {
        public ulong First, Second, Third;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong FollowsNull(Fields* fields) => fields->Third;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Recurses(ulong depth) => depth + Recurses(depth + 1) * 3;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Opaque(int value) => value;
}
