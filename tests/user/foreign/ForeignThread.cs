using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>A foreign thread of this process: its program is one of Foreign.S, its handler what a test says.</summary>
// SAFETY: page and block are mapped before the thread starts, and Foreign.S calls what is exported here on a stack of the handler's own.
internal static unsafe class ForeignThread
{
    private const ulong StackPages = 8;

    /// <summary>A program's stack grows down from its block.</summary>
    private const ulong RoomBelow = 256;

    /// <summary>A program that keeps on entering the handler is stopped.</summary>
    private const ulong MostEntries = 100;

    /// <summary>The system call by which programs end.</summary>
    private const ulong End = 0x7EED;

    public static Worker Worker;
    public static Handle<MemoryObject> Memory;
    public static ForeignPage* Page;
    public static ForeignBlock* Block;

    /// <summary>What a test does in place of the program's kernel.</summary>
    private static delegate*<ForeignPage*, void> _handle;

    /// <summary>What it does when the way back to the program was refused.</summary>
    private static delegate*<Status, void> _refused;

    private static void* _program;
    private static ulong _threadPointer;
    private static Status _setUp;
    private static ulong _entries;

    /// <summary>How often the handler was entered, the program's end aside.</summary>
    public static ulong Entries => Volatile.Read(ref _entries);

    public static ulong HandlerThreadPointer { set => _threadPointer = value; }
    public static delegate*<Status, void> Refused { set => _refused = value; }

    [RuntimeImport("*", "ForeignMakeCall"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void* MakeCall();

    [RuntimeImport("*", "ForeignReadMemory"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void* ReadMemory();

    [RuntimeImport("*", "ForeignSpin"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void* Spin();

    [RuntimeImport("*", "ForeignReadByThreadPointer"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void* ReadByThreadPointer();

    [RuntimeImport("*", "ForeignLeaveRegisters"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void* LeaveRegisters();

    [RuntimeImport("*", "ForeignHandler"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void* Handler();

    [RuntimeImport("*", "ForeignRegisterCount"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int RegisterCount();

    [RuntimeImport("*", "ForeignLostRegisters"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong LostRegisters();

    [RuntimeImport("*", "ForeignStackRegisters"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong StackRegisters();

    [RuntimeImport("*", "ForeignNumberRegister"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int NumberRegister();

    [RuntimeImport("*", "ForeignMostFlags"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong MostFlags();

    [RuntimeImport("*", "ForeignVectorWords"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int VectorWords();

    /// <summary>Maps what a foreign thread needs, its block filled.</summary>
    public static bool Prepare(ref Test test)
    {
        ulong page = Addresses.Take(1), block = Addresses.Take(1);
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Memory))) return false;
        if (!test.Ok(Kernel.Map(World.Space, Memory, page, 0, 1, Protection.ReadWrite))) return false;
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> blockMemory))) return false;
        if (!test.Ok(Kernel.Map(World.Space, blockMemory, block, 0, 1, Protection.ReadWrite))) return false;
        Page = (ForeignPage*)page;
        Block = (ForeignBlock*)(block + RoomBelow);
        Block->Fill();
        return true;
    }

    /// <summary>Starts the thread: it runs a program until that ends.</summary>
    public static bool Start(ref Test test, void* program, delegate*<ForeignPage*, void> handle)
    {
        _program = program;
        _handle = handle;
        ulong stack = Addresses.Take(StackPages);
        if (!test.Ok(Kernel.CreateMemory(World.Budget, StackPages, MemoryOptions.None, out Handle<MemoryObject> memory))) return false;
        if (!test.Ok(Kernel.Map(World.Space, memory, stack, 0, StackPages, Protection.ReadWrite))) return false;
        return test.Ok(Worker.Start(&Begin, stack + StackPages * MemoryLayout.PageSize));
    }

    public static bool Run(ref Test test, void* program, delegate*<ForeignPage*, void> handle)
        => Start(ref test, program, handle) && AwaitEnd(ref test);

    public static bool AwaitEnd(ref Test test) => test.Ok(Worker.AwaitEnd()) & test.Ok(_setUp);

    private static void Begin(ulong handlerStack)
    {
        if (_threadPointer != 0) _setUp = Kernel.SetThreadPointer(_threadPointer);
        if (_setUp == Status.Ok) _setUp = Kernel.SetForeign((ulong)Handler(), (ulong)Page);
        if (_setUp != Status.Ok) return;
        Page->HandlerStack = handlerStack;
        Page->Registers.InstructionPointer = (ulong)_program;
        Page->Registers.StackPointer = (ulong)Block;
        _setUp = Kernel.ReturnToForeign();
    }

    [RuntimeExport("ForeignHandle")]
    private static void Handle(ForeignPage* page)
    {
        if (page->Reason == ForeignReason.SystemCall && page->Registers.General[NumberRegister()] == End) _ = Kernel.Exit(0);
        if (_entries++ == MostEntries) _ = Kernel.Exit(1);
        _handle(page);
    }

    [RuntimeExport("ForeignRefuse")]
    private static void Refuse(ulong status)
    {
        if (_refused == null) _ = Kernel.Exit(1);
        _refused((Status)(uint)status);
    }
}
