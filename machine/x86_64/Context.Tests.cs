using Diesis.Abi;
using Diesis.Machines;
using Diesis.Machines.X86_64;
using Xunit;

namespace Diesis.Tests.Machines.X86_64;

/// <summary>Layouts that assembly knows by number: Context.inc.</summary>
public unsafe class X64ContextTests
{
    [Fact]
    public void AssemblyAndCSharpAgree()
    {
        var constants = AssemblyConstants.Read("machine/x86_64/Context.inc");

        constants.Is("ContextVectorState", ThreadPageLayout.VectorOffset);
        constants.Is("ContextFrameEnd", AssemblyConstants.OffsetOf(typeof(X64ThreadContext), "FsBase"));
        long foreign = AssemblyConstants.OffsetOf(typeof(X64ThreadContext), "_foreign");
        constants.AreOffsetsIn(typeof(ForeignState), "ContextForeign", foreign);
        constants.AreOffsetsIn(typeof(X64ThreadContext), "Context");
        constants.AreValuesOf<ForeignMode>("Foreign");
        AreOffsetsInThePage(constants);
        constants.Is("FlagsFree", (long)X64ThreadContext.FreeFlags);
        constants.Is("FlagsFixed", (long)X64ThreadContext.FixedFlags);
        constants.AreValuesOf<X64EntryKind>("Entry");
        constants.Is("CoreTaskState", AssemblyConstants.OffsetOf(typeof(X64Core), "TaskStateAddress"));
        constants.AreOffsetsIn(typeof(X64Core), "Core");
        constants.AreValuesOf<X64VectorMode>("Vector");
        constants.AreOffsetsIn(typeof(X64TaskState), "TaskState");
        constants.Is("KernelGsBaseRegister", X64Msr.KernelGsBase);
        constants.Is("FsBaseRegister", X64Msr.FsBase);
        constants.AreAllChecked();
    }

    private static void AreOffsetsInThePage(AssemblyConstants constants)
    {
        string[] numbered = ["Rax", "Rcx", "Rdx", "Rbx", "Rsp", "Rbp", "Rsi", "Rdi", "R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15"];
        long general = AssemblyConstants.OffsetOf(typeof(ThreadRegisters), "General");
        for (int i = 0; i < numbered.Length; i++) constants.Is("Page" + numbered[i], general + i * 8);
        foreach (string other in (string[])["StackPointer", "InstructionPointer", "Flags", "ThreadPointer"])
            constants.Is("Page" + other, AssemblyConstants.OffsetOf(typeof(ThreadRegisters), other));
        constants.AreOffsetsIn(typeof(ForeignPage), "Page");
        Assert.Equal(0, AssemblyConstants.OffsetOf(typeof(ForeignPage), "Registers"));
    }

    [Fact]
    public void InterruptsPushIntoTheContext()
    {
        string[] pushed = ["R15", "R14", "R13", "R12", "R11", "R10", "R9", "R8", "Rbp", "Rdi", "Rsi", "Rdx", "Rcx", "Rbx", "Rax", "Vector",
            "ErrorCode", "Rip", "Cs", "Rflags", "Rsp", "Ss"];

        for (int i = 0; i < pushed.Length; i++) Assert.Equal(i * 8, AssemblyConstants.OffsetOf(typeof(X64ThreadContext), pushed[i]));
        Assert.InRange(sizeof(X64ThreadContext), 1, ThreadPageLayout.MoreOffset);
    }

    /// <summary>XRSTOR takes nothing else. SDM 1, 13.8.</summary>
    [Fact]
    public void VectorStateIsAligned()
    {
        Assert.Equal(0, ThreadPageLayout.VectorOffset % 64);
        Assert.Equal(0, AssemblyConstants.OffsetOf(typeof(X64Core), "InitialVector") % 64);
    }

    [Fact]
    public void WhatASpaceNeedsBesideIsOneWord()
    {
        long ports = AssemblyConstants.OffsetOf(typeof(X64Core), "ArePortsOpen");

        Assert.Equal(ports + 1, AssemblyConstants.OffsetOf(typeof(X64Core), "HasProcessContexts"));
        Assert.Equal(0, ports % 2);
    }
}
