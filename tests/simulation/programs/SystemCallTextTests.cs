using Diesis.Abi;

namespace Diesis.Simulating;

public sealed class SystemCallTextTests
{
    [Fact]
    public void ArgumentsHaveTheirNames()
    {
        SystemCallRegisters map = new() { Number = 43, A0 = 0x10002, A1 = 0x20003, A2 = 0x4000_0000, A3 = 1, A4 = 0x10, A5 = (ulong)Protection.ReadWrite };
        Assert.Equal("Map(space 10002, memory 20003, at 40000000, offset 1, pages 10, protection ReadWrite)", SystemCallText.Of(map));
    }

    [Fact]
    public void MessagesTellWhatGoesAlong()
    {
        MessageInfo info = new MessageInfo(1).WithHandle(HandlePassing.Move).WithHandle(HandlePassing.Weak).WithDeadline().Accepting();
        SystemCallRegisters call = new() { Number = info.Bits, A0 = 0x50001, A1 = 7, A2 = 1, A7 = 6, H0 = 0xA, H1 = 0xB, H3 = 0x100 };
        Assert.Equal("Call(endpoint 50001, message label 7, words 1 0 0 0 0 6, Move a, Weak b, until 100, accepts handles)", SystemCallText.Of(call));
    }

    [Fact]
    public void OutcomesSayWhatTheCallBrought()
    {
        SystemCallRegisters wait = new() { Number = 7 }, call = new() { Number = 1 };
        Assert.Equal("  → Ok, bits 21", SystemCallText.Outcome(wait, new() { A1 = 0x21 }));
        Assert.Equal("  → TimedOut", SystemCallText.Outcome(wait, new() { Number = (ulong)Status.TimedOut, A1 = 0x21 }));
        Assert.Equal("  → Ok, badge 3, label 9, words 0 0 0 0 0 0, got 40001",
            SystemCallText.Outcome(call, new() { Number = MessageInfo.Received(Status.Ok, 1).Bits, A0 = 3, A1 = 9, H0 = 0x40001 }));
    }

    [Fact]
    public void NumbersThatAreNoneAreSaid() => Assert.Equal("system call ff, which is none", SystemCallText.Of(new() { Number = 0xFF }));
}
