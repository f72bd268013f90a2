using Diesis.Abi;
using Diesis.Machines;
using Diesis.Machines.AArch64;
using Xunit;

namespace Diesis.Tests.Machines.AArch64;

/// <summary>Layouts that assembly knows by number: Context.inc.</summary>
public unsafe class A64ContextTests
{
    [Fact]
    public void AssemblyAndCSharpAgree()
    {
        var constants = AssemblyConstants.Read("machine/aarch64/Context.inc");

        constants.Is("ContextVectorState", ThreadPageLayout.VectorOffset);
        long foreign = AssemblyConstants.OffsetOf(typeof(A64ThreadContext), "_foreign");
        constants.AreOffsetsIn(typeof(ForeignState), "ContextForeign", foreign);
        constants.AreOffsetsIn(typeof(A64ThreadContext), "Context");
        constants.AreValuesOf<ForeignMode>("Foreign");
        foreach (string word in (string[])["StackPointer", "InstructionPointer", "Flags", "ThreadPointer"])
            constants.Is("Page" + word, AssemblyConstants.OffsetOf(typeof(ThreadRegisters), word));
        constants.AreOffsetsIn(typeof(ForeignPage), "Page");
        constants.Is("FlagsFree", (long)A64ThreadContext.FreeFlags);
        constants.AreValuesOf<A64EntryKind>("Entry");
        constants.AreOffsetsIn(typeof(A64Core), "Core");
        constants.AreOffsetsIn(typeof(A64Translation), "Translation");
        constants.Is("FrameBytes", sizeof(A64FaultFrame));
        constants.AreOffsetsIn(typeof(A64FaultFrame), "Frame");
        constants.AreAllChecked();
    }

    /// <summary>Pairs of them are loaded and stored by one instruction.</summary>
    [Fact]
    public void PairsOfRegistersAreNeighbours()
    {
        Assert.Equal(8, Between("Sp", "Elr"));
        Assert.Equal(8, Between("Elr", "Spsr"));
        Assert.Equal(8, Between("UserThread", "Entry"));
        Assert.Equal(31 * 8, Between("X", "Sp"));
        Assert.Equal(8, AssemblyConstants.OffsetOf(typeof(ForeignState), "ThreadPointer") - AssemblyConstants.OffsetOf(typeof(ForeignState), "Entry"));
        Assert.Equal(0, AssemblyConstants.OffsetOf(typeof(ThreadRegisters), "General") + AssemblyConstants.OffsetOf(typeof(ForeignPage), "Registers"));

        static long Between(string first, string second)
            => AssemblyConstants.OffsetOf(typeof(A64ThreadContext), second) - AssemblyConstants.OffsetOf(typeof(A64ThreadContext), first);
    }

    [Fact]
    public void WhatIsInMemoryFitsItsRoom()
    {
        Assert.InRange(sizeof(A64ThreadContext), 1, ThreadPageLayout.MoreOffset);
        Assert.InRange(sizeof(A64Core), 1, A64Core.MostBytes);
        Assert.Equal(0, sizeof(A64FaultFrame) % 16);
    }
}
