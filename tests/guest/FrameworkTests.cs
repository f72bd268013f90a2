using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

/// <summary>The framework itself: a test that cannot fail proves nothing.</summary>
internal static class FrameworkTests
{
    [GuestTest]
    internal static void AnUnmetExpectationIsToldWithItsValues(ref Test test)
    {
        Test other = default;
        other.Equal(-4, 2 + 3, file: "/there/Sums.cs", line: 12);
        test.True(other.HasFailed);
        test.Equal("Sums.cs:12: 2 + 3 is 5, not -4"u8, other.Failure);
    }

    [GuestTest]
    internal static void TheFirstFailureIsTheOneTold(ref Test test)
    {
        Test other = default;
        other.Fail("first", "A.cs", 1);
        other.Fail("second", "A.cs", 2);
        test.Equal("A.cs:1: first"u8, other.Failure);
    }

    [GuestTest]
    internal static void AMetExpectationLeavesNothing(ref Test test)
    {
        Test other = default;
        other.True(other.Require(!other.HasFailed));
        other.Equal("same"u8, "same"u8);
        other.Equal(ulong.MaxValue, 0xffff_ffff_ffff_ffff);
        test.False(other.HasFailed);
    }

    [GuestTest]
    internal static void NumbersAreWrittenInFull(ref Test test)
    {
        TestLine line = default;
        line.Add(long.MinValue);
        line.Add(" "u8);
        line.Add(ulong.MaxValue);
        line.Add(" "u8);
        line.AddHex(ulong.MaxValue);
        line.AddHex(0);
        test.Equal("-9223372036854775808 18446744073709551615 0xffffffffffffffff0x0"u8, line.Text);
    }

    [GuestTest]
    internal static void OptionsAreFoundAmongTheWordsOfTheCommandLine(ref Test test)
    {
        test.Equal("b"u8, CommandLineOption.ValueOf("quiet test=b log=3"u8, "test"u8));
        test.Equal("3"u8, CommandLineOption.ValueOf("quiet test=b log=3"u8, "log"u8));
        test.Equal(""u8, CommandLineOption.ValueOf("attest=b test"u8, "test"u8));
        test.True(CommandLineOption.HasWord("quiet nokaslr log=3"u8, "nokaslr"u8));
        test.False(CommandLineOption.HasWord("nokaslrs nokaslr=1"u8, "nokaslr"u8));
        test.False(CommandLineOption.HasWord(""u8, "nokaslr"u8));
    }

    [GuestTest]
    internal static void AFilterIsFoundAnywhereInAName(ref Test test)
    {
        test.True(SameText.Contains("Clock.Ticks"u8, ""u8));
        test.True(SameText.Contains("Clock.Ticks"u8, "Clock"u8));
        test.True(SameText.Contains("Clock.Ticks"u8, "icks"u8));
        test.False(SameText.Contains("Clock.Ticks"u8, "Ticks."u8));
    }
}
