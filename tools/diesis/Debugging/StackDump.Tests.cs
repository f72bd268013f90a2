using Diesis.Tools.Host;

namespace Diesis.Tools.Debugging;

public sealed class StackDumpTests
{
    static string Shorten(string output) => StackDump.Shorten(output, Repository.At("/r"));

    [Fact]
    public void FramesAfterTheOneWhereTheDebuggerLostItsWayAreDropped() => Assert.Equal(
        """
            Thread 2 (CPU#1):
            #0  Spin () at kernel/A.cs:3
            Thread 1 (CPU#0):
            #0  0x01 in ?? ()
        """,
        Shorten("""
            warning: something
            Thread 2 (CPU#1):
            #0  Spin () at /diesis/kernel/A.cs:3
            #1  0x02 in ?? ()
            #2  Nonsense ()
            Thread 1 (CPU#0):
            #0  0x01 in ?? ()
            #1  0x00 in ?? ()
            """));

    [Fact]
    public void WithoutFramesWhatTheDebuggerSaidIsKept() => Assert.Equal("no such file", Shorten("no such file"));
}
