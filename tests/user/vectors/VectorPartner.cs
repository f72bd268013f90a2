using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Another process, on this core and of this priority, whose vector registers hold the second bank.</summary>
internal unsafe struct VectorPartner
{
    /// <summary>Memory that both see, at the same address.</summary>
    public struct Shared
    {
        /// <summary>How far each is; whoever counts has the other go on.</summary>
        public ulong First, Second;

        public int FailureLength;
        public TestLine Failure;
    }

    private const ulong BudgetBytes = 1 << 20;
    public const ulong Address = 0x12_0000_0000;

    private ChildProcess _child;

    public readonly Handle<Abi.Objects.Thread> Thread => _child.Thread;
    private Handle<MemoryObject> _memory;

    // SAFETY: Start maps it in both processes.
    public static ref Shared Common => ref *(Shared*)Address;

    /// <param name="gift">What its function finds as the first that it was given; none without rights.</param>
    public bool Start(ref Test test, delegate*<ulong, ulong> function, ulong argument = 0, Handle gift = default, Rights rights = Rights.None)
        => test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.Committed, out _memory))
            && test.Ok(Kernel.Map(World.Space, _memory, Address, 0, 1, Protection.ReadWrite))
            && test.Ok(_child.Make(World.Budget, BudgetBytes, Worker.UsualPriority))
            && test.Ok(Kernel.Map(_child.Space, _memory, Address, 0, 1, Protection.ReadWrite))
            && (rights == Rights.None || test.Ok(_child.GiveFirst(gift, rights)))
            && test.Ok(_child.Start(function, argument));

    /// <summary>In the partner: what failed is told by the test.</summary>
    public static ulong Tell(ref Test test)
    {
        Common.Failure = test.Told;
        Volatile.Write(ref Common.FailureLength, test.HasFailed ? test.Failure.Length : 0);
        return 0;
    }

    public readonly void AwaitEnd(ref Test test)
    {
        test.Ok(_child.AwaitEnd(5 * World.Second));
        if (Volatile.Read(ref Common.FailureLength) != 0) test.FailAs(Common.Failure.Text);
        test.True(_child.ExitKind == ExitKind.Returned);
        _child.Release();
        test.Ok(Kernel.Release(_memory));
    }
}
