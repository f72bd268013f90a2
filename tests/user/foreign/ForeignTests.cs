using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Threads whose system calls and faults enter a handler in their own process.</summary>
// SAFETY: pages and blocks are mapped as long as their thread is there; what is not mapped is touched on purpose.
internal static unsafe class ForeignTests
{
    private const ulong Answer = 0xA115_0000_0000_A115;

    private static ForeignPage _seen;
    private static ulong _inHandler, _time;
    private static Status _first, _second;
    private static int _turn;
    private static Handle<Endpoint> _faults;

    private static void AnswerCall(ForeignPage* page)
    {
        _seen = *page;
        page->Registers.General[0] = Answer;
    }

    [UserTest]
    public static void ASystemCallEntersTheHandlerWithAllRegisters(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        if (!ForeignThread.Run(ref test, ForeignThread.MakeCall(), &AnswerCall)) return;
        test.Equal(1UL, ForeignThread.Entries);
        test.Equal((ulong)ForeignReason.SystemCall, (ulong)_seen.Reason);
        test.Equal(1UL, _seen.IsInHandler);
        test.Equal((ulong)ForeignThread.Block, _seen.Registers.StackPointer);
        ulong notTold = ForeignThread.StackRegisters() | ForeignThread.LostRegisters() & ~1UL;
        for (int i = 0; i < ForeignThread.RegisterCount(); i++)
        {
            if ((notTold >> i & 1) == 0) test.Equal(ForeignThread.Block->General[i], _seen.Registers.General[i]);
        }
    }

    [UserTest]
    public static void AProgramKeepsItsRegistersOverASystemCall(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        if (!ForeignThread.Run(ref test, ForeignThread.MakeCall(), &AnswerCall)) return;
        test.Equal(Answer, ForeignThread.Block->AfterGeneral[0]);
        KeptRegisters(ref test, ForeignThread.StackRegisters() | ForeignThread.LostRegisters());
    }

    private static void KeptRegisters(ref Test test, ulong except)
    {
        for (int i = 0; i < ForeignThread.RegisterCount(); i++)
        {
            if ((except >> i & 1) == 0) test.Equal(ForeignThread.Block->General[i], ForeignThread.Block->AfterGeneral[i]);
        }
        for (int i = 0; i < ForeignThread.VectorWords(); i++) test.Equal(ForeignThread.Block->Vectors[i], ForeignThread.Block->AfterVectors[i]);
    }

    [UserTest]
    public static void TheHandlerCanChangeEveryRegister(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        if (!ForeignThread.Run(ref test, ForeignThread.MakeCall(), &ChangeRegisters)) return;
        for (int i = 0; i < ForeignThread.RegisterCount(); i++)
        {
            if ((ForeignThread.StackRegisters() >> i & 1) == 0) test.Equal(0x3333_0000_0000_0000 + (ulong)i, ForeignThread.Block->AfterGeneral[i]);
        }
    }

    private static void ChangeRegisters(ForeignPage* page)
    {
        for (int i = 0; i < ForeignThread.RegisterCount(); i++) page->Registers.General[i] = 0x3333_0000_0000_0000 + (ulong)i;
    }

    [UserTest]
    public static void TheHandlersSystemCallsAreTheKernels(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        if (!ForeignThread.Run(ref test, ForeignThread.MakeCall(), &CallTheKernel)) return;
        test.Equal(1UL, ForeignThread.Entries);
        test.Status(Status.Ok, _first);
        test.Status(Status.Ok, _second);
        test.True(_time != 0);
        KeptRegisters(ref test, ForeignThread.StackRegisters() | ForeignThread.LostRegisters());
    }

    private static void CallTheKernel(ForeignPage* page)
    {
        _first = Kernel.Nothing();
        _second = Kernel.GetTime(out _time);
        World.Sleep(World.Millisecond);
    }

    [UserTest]
    public static void AFaultEntersTheHandler(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        ForeignThread.Block->General[0] = 0x1234;
        if (!ForeignThread.Run(ref test, ForeignThread.ReadMemory(), &PointToTheBlock)) return;
        test.Equal(1UL, ForeignThread.Entries);
        test.Equal((ulong)ForeignReason.Fault, (ulong)_seen.Reason);
        test.Equal((ulong)FaultCode.PageFault, _seen.Fault);
        test.Equal(0x1234UL, _seen.FaultAddress);
        test.Equal((ulong)FaultAccessFlags.Read, _seen.FaultAccess);
        // Tried again, the instruction reads the block's first word.
        test.Equal((ulong)ForeignThread.Block, _seen.Registers.StackPointer);
        test.Equal(0x1234UL, ForeignThread.Block->AfterGeneral[0]);
        KeptRegisters(ref test, ForeignThread.StackRegisters());
    }

    private static void PointToTheBlock(ForeignPage* page)
    {
        _seen = *page;
        page->Registers.General[0] = (ulong)ForeignThread.Block;
        World.Sleep(World.Millisecond);
    }

    [UserTest]
    public static void MemoryThatComesWhenTouchedIsNoFault(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        ulong at = Addresses.Take(1);
        test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory));
        test.Ok(Kernel.Map(World.Space, memory, at, 0, 1, Protection.ReadWrite));
        ForeignThread.Block->General[0] = at;
        if (!ForeignThread.Run(ref test, ForeignThread.ReadMemory(), &AnswerCall)) return;
        test.Equal(0UL, ForeignThread.Entries);
        test.Equal(0UL, ForeignThread.Block->AfterGeneral[0]);
    }

    [UserTest]
    public static void RegistersThatLeadIntoTheKernelAreRefused(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        ForeignThread.Refused = &TryTheNextAddress;
        if (!ForeignThread.Run(ref test, ForeignThread.MakeCall(), &TryTheFirstAddress)) return;
        test.Equal((long)2 * Wrong.Length, _turn);
        test.Status(Status.BadArgument, _first);
        KeptRegisters(ref test, ForeignThread.StackRegisters() | ForeignThread.LostRegisters());
    }

    private static System.ReadOnlySpan<ulong> Wrong => [World.KernelAddress, 0x8000_0000_0000, ulong.MaxValue, 0x8000_0000_0000_0000];

    private static void TryTheFirstAddress(ForeignPage* page)
    {
        _seen = *page;
        _first = Status.BadArgument;
        TryAddress();
    }

    private static void TryTheNextAddress(Status status)
    {
        if (status != Status.BadArgument) _first = status;
        _turn++;
        TryAddress();
    }

    private static void TryAddress()
    {
        *ForeignThread.Page = _seen;
        if (_turn >= 2 * Wrong.Length) return;
        ref ThreadRegisters registers = ref ForeignThread.Page->Registers;
        ulong wrong = Wrong[_turn >> 1];
        if ((_turn & 1) != 0) registers.ThreadPointer = wrong;
        else if ((_turn & 2) != 0) registers.InstructionPointer = wrong;
        // What a system call would leave there, so that the short way is asked.
        else registers.InstructionPointer = registers.General[1] = wrong;
    }

    [UserTest]
    public static void FlagsThatAreNotAProgramsToChooseAreIgnored(ref Test test)
    {
        for (int way = 0; way < 2; way++)
        {
            if (!ForeignThread.Prepare(ref test)) return;
            if (!ForeignThread.Run(ref test, ForeignThread.MakeCall(), way == 0 ? &SetAllFlags : &SetAllFlagsAsIfCalled)) return;
            test.Equal(ForeignThread.MostFlags(), ForeignThread.Block->AfterFlags);
        }
    }

    private static void SetAllFlags(ForeignPage* page) => page->Registers.Flags = ulong.MaxValue;

    private static void SetAllFlagsAsIfCalled(ForeignPage* page) => page->Registers.Flags = page->Registers.General[11] = ulong.MaxValue;

    [UserTest]
    public static void ThreadPointersOfProgramAndHandlerAreKeptApart(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        ulong handlers = 0x4444;
        ForeignThread.HandlerThreadPointer = (ulong)&handlers;
        ForeignThread.Block->Go = 0x5555;
        if (!ForeignThread.Run(ref test, ForeignThread.Spin(), &AnswerCall)) return;
        if (!ForeignThread.Run(ref test, ForeignThread.ReadByThreadPointer(), &LookAtThreadPointers)) return;
        test.Equal(0x4444UL, _inHandler);
        // First it faults, for its own is none yet; then it tells what it found.
        test.Equal(2UL, ForeignThread.Entries);
        test.Equal(0x5555UL, _seen.Registers.General[ForeignThread.NumberRegister()]);
        test.Equal((ulong)&ForeignThread.Block->Go, _seen.Registers.ThreadPointer);
    }

    private static void LookAtThreadPointers(ForeignPage* page)
    {
        _seen = *page;
        _inHandler = OwnRegisters.ReadThreadPointer();
        page->Registers.ThreadPointer = (ulong)&ForeignThread.Block->Go;
        // After a fault it reads again; the address was in a register already where that comes first.
        page->Registers.General[0] = page->Registers.ThreadPointer;
    }

    [UserTest]
    public static void APageThatCannotBeWrittenIsRefused(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        ulong entry = (ulong)ForeignThread.Handler(), page = (ulong)ForeignThread.Page, readOnly = Addresses.Take(1);
        test.Ok(Kernel.Map(World.Space, ForeignThread.Memory, readOnly, 0, 1, Protection.Read));
        test.Status(Status.BadAddress, Kernel.SetForeign(entry, readOnly));
        test.Status(Status.BadAddress, Kernel.SetForeign(entry, Addresses.Take(1)));
        test.Status(Status.BadArgument, Kernel.SetForeign(entry, page + 8));
        test.Status(Status.BadArgument, Kernel.SetForeign(entry, 0));
        test.Status(Status.BadArgument, Kernel.SetForeign(entry, World.KernelAddress));
        test.Status(Status.BadArgument, Kernel.SetForeign(entry, MemoryLayout.UserEnd));
        test.Status(Status.BadArgument, Kernel.SetForeign(World.KernelAddress, page));
        test.Status(Status.BadState, Kernel.ReturnToForeign());
    }

    [UserTest]
    public static void AThreadBecomesNativeAgain(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        test.Status(Status.BadState, Kernel.InterruptForeign(World.Thread));
        test.Ok(Kernel.SetForeign((ulong)ForeignThread.Handler(), (ulong)ForeignThread.Page));
        test.Ok(Kernel.InterruptForeign(World.Thread));
        test.Status(Status.Cancelled, Kernel.ReturnToForeign());
        test.Status(Status.BadArgument, RawCall.Make(79 | 1 << 8, default));
        test.Ok(Kernel.SetForeign(0, 0));
        test.Status(Status.BadState, Kernel.ReturnToForeign());
        test.Status(Status.BadState, Kernel.InterruptForeign(World.Thread));
        test.Ok(Kernel.Nothing());
    }

    /// <summary>Maps the page anew, and lets the program of a fault go on.</summary>
    [UserTest]
    public static void AProgramWhosePageIsGoneFaults(ref Test test)
    {
        if (!TryStartSpinning(ref test)) return;
        ulong page = (ulong)ForeignThread.Page;
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _faults));
        test.Ok(Kernel.SetFaultHandler(ForeignThread.Worker.Thread, _faults));
        test.Ok(Kernel.Unmap(World.Space, page, 1));
        Volatile.Write(ref ForeignThread.Block->Go, 1);
        Message message = default;
        test.Ok(Kernel.Receive(_faults, ref message));
        test.Equal((ulong)FaultCode.PageFault, message.Label);
        test.Equal(page, message.Word1);
        test.Equal((ulong)FaultAccessFlags.Write, message.Word2);
        test.Ok(Kernel.Map(World.Space, ForeignThread.Memory, page, 0, 1, Protection.ReadWrite));
        message = new() { Label = (ulong)FaultVerdict.Continue };
        test.Ok(Kernel.Reply(default, ref message));
        ForeignThread.AwaitEnd(ref test);
    }

    private static bool TryStartSpinning(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test) || !ForeignThread.Start(ref test, ForeignThread.Spin(), &AnswerCall)) return false;
        // It tells when it has left its handler for the first time.
        return test.Require(World.Until(&IsInProgram, 0));
    }

    private static bool IsInProgram(ulong _) => ForeignThread.Page->HandlerStack != 0 && Volatile.Read(ref ForeignThread.Page->IsInHandler) == 0;

    [UserTest]
    public static void AHandlerWhosePageIsGoneIsTold(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        ForeignThread.Refused = &MapThePage;
        if (!ForeignThread.Run(ref test, ForeignThread.MakeCall(), &UnmapThePage)) return;
        test.Ok(_first);
        test.Status(Status.BadAddress, _second);
        KeptRegisters(ref test, ForeignThread.StackRegisters() | ForeignThread.LostRegisters());
    }

    private static void UnmapThePage(ForeignPage* page) => _first = Kernel.Unmap(World.Space, (ulong)page, 1);

    private static void MapThePage(Status status)
    {
        _second = status;
        _ = Kernel.Map(World.Space, ForeignThread.Memory, (ulong)ForeignThread.Page, 0, 1, Protection.ReadWrite);
    }

    [UserTest]
    public static void APageThatACopySharesIsWrittenAsItsOwn(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        if (!ForeignThread.Start(ref test, ForeignThread.MakeCall(), &ShareThePage)) return;
        if (!ForeignThread.AwaitEnd(ref test)) return;
        test.Ok(_first);
        test.Equal(3UL, ForeignThread.Entries);
        KeptRegisters(ref test, ForeignThread.StackRegisters() | ForeignThread.LostRegisters());
    }

    /// <summary>Has the call made again twice, each time with a page that is to be copied first on the way back, or on the way in.</summary>
    private static void ShareThePage(ForeignPage* page)
    {
        if (_turn++ == 2) return;
        page->Registers.InstructionPointer = (ulong)ForeignThread.MakeCall();
        _first = Kernel.CreateCopy(World.Budget, ForeignThread.Memory, out _);
    }

    [UserTest]
    public static void ACopyOfThePageMeanwhileChangesNothing(ref Test test)
    {
        if (!TryStartSpinning(ref test)) return;
        test.Ok(Kernel.CreateCopy(World.Budget, ForeignThread.Memory, out Handle<MemoryObject> copy));
        Volatile.Write(ref ForeignThread.Block->Go, 1);
        ForeignThread.AwaitEnd(ref test);
        ForeignPage shared = default;
        test.Ok(Kernel.ReadMemory(copy, 0, World.BytesOf(ref shared)));
        test.Equal(0UL, shared.IsInHandler);
    }

    [UserTest]
    public static void AnInterruptEntersTheHandler(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test) || !ForeignThread.Start(ref test, ForeignThread.Spin(), &LetItGo)) return;
        if (!test.Require(World.Until(&IsInProgram, 0))) return;
        test.Ok(Kernel.InterruptForeign(ForeignThread.Worker.Thread));
        ForeignThread.AwaitEnd(ref test);
        test.Equal(1UL, ForeignThread.Entries);
        test.Equal((ulong)ForeignReason.Interrupt, (ulong)_seen.Reason);
        KeptRegisters(ref test, ForeignThread.StackRegisters() | 1);
        test.Status(Status.BadState, Kernel.InterruptForeign(ForeignThread.Worker.Thread));
    }

    private static void LetItGo(ForeignPage* page)
    {
        _seen = *page;
        World.Sleep(World.Millisecond);
        ForeignThread.Block->Go = 1;
    }

    [UserTest]
    public static void AnInterruptOfTheHandlerIsNotLost(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        ForeignThread.Refused = &Count;
        if (!ForeignThread.Run(ref test, ForeignThread.MakeCall(), &InterruptItself)) return;
        test.Ok(_first);
        test.Status(Status.Cancelled, _second);
        test.Equal(1, _turn);
        KeptRegisters(ref test, ForeignThread.StackRegisters() | ForeignThread.LostRegisters());
    }

    private static void InterruptItself(ForeignPage* page)
    {
        _first = Kernel.InterruptForeign(ForeignThread.Worker.Thread);
        World.Sleep(World.Millisecond);
    }

    private static void Count(Status status)
    {
        _second = status;
        _turn++;
    }

    [UserTest]
    public static void ASuspendedProgramCanBeSentElsewhere(ref Test test)
    {
        if (!TryStartSpinning(ref test)) return;
        Handle<Abi.Objects.Thread> thread = ForeignThread.Worker.Thread;
        test.Ok(Kernel.Suspend(thread));
        ThreadRegisters registers = default;
        test.Ok(Kernel.ReadRegisters(thread, World.BytesOf(ref registers)));
        test.Equal((ulong)ForeignThread.Block, registers.StackPointer);
        test.Equal(ForeignThread.Block->General[2], registers.General[2]);
        registers.InstructionPointer = (ulong)ForeignThread.LeaveRegisters();
        registers.General[2] = Answer;
        test.Ok(Kernel.WriteRegisters(thread, World.BytesOf(ref registers)));
        test.Ok(Kernel.Resume(thread));
        if (!ForeignThread.AwaitEnd(ref test)) return;
        test.Equal(Answer, ForeignThread.Block->AfterGeneral[2]);
        KeptRegisters(ref test, ForeignThread.StackRegisters() | 1 | 1 << 2);
    }

    [UserTest]
    public static void AFaultOfTheHandlerIsReportedAsUsual(ref Test test)
    {
        if (!ForeignThread.Prepare(ref test)) return;
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _faults));
        if (!ForeignThread.Start(ref test, ForeignThread.MakeCall(), &ReadNothing)) return;
        Message message = default;
        // The handler tells that it runs before it does what it must not.
        test.Ok(Kernel.Receive(_faults, ref message));
        test.Ok(Kernel.SetFaultHandler(ForeignThread.Worker.Thread, _faults));
        test.Ok(Kernel.ReplyReceive(_faults, ref message));
        test.Equal((ulong)FaultCode.PageFault, message.Label);
        test.Equal(0x88UL, message.Word1);
        test.Ok(Kernel.EndThread(ForeignThread.Worker.Thread, 0));
    }

    private static void ReadNothing(ForeignPage* page)
    {
        Message message = default;
        _ = Kernel.Call(_faults, ref message);
        Touch.Read(0x88);
    }
}
