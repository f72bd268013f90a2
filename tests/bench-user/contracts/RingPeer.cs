using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication.Rings;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

/// <summary>Another process, on this core or another, that is the reading side of a ring as long as this is not disposed.</summary>
// SAFETY: the ring's memory is mapped in both as long as the peer is used.
internal unsafe ref struct RingPeer : IDisposable
{
    private const ulong Pages = 8;

    /// <summary>Where both see the ring, and behind it a page of words in common.</summary>
    private const ulong Address = 0x13_0000_0000, WordsAddress = Address + Pages * MemoryLayout.PageSize;

    private ChildProcess _process;
    private Handle<MemoryObject> _memory;
    public Handle<Notification> ItemsThere, RoomThere;

    /// <summary>Words of the page.</summary>
    public static ref ulong CommonWord => ref *(ulong*)WordsAddress;
    public static ref ulong CommonSecond => ref *(ulong*)(WordsAddress + 8);

    /// <summary>Starts one, and lets it run until it waits.</summary>
    /// <param name="core">Where it is to live.</param>
    /// <returns>False where the machine has no such core, or too little of something.</returns>
    public static bool TryStart(int core, delegate*<ulong, ulong> function, out RingPeer peer)
    {
        peer = default;
        if ((uint)core >= Startup.Block.CoreCount) return false;
        Handle<MemoryBudget> budget = core == 0 ? World.Budget : Startup.Block.Budgets[core];
        Handle<SchedulingContext> time = core == 0 ? World.Time : Startup.Block.Times[core];
        Status status = Kernel.CreateNotification(budget, out peer.ItemsThere);
        if (status == Status.Ok) status = Kernel.CreateNotification(World.Budget, out peer.RoomThere);
        if (status == Status.Ok) status = Kernel.CreateMemory(World.Budget, Pages + 1, Ring.Options, out peer._memory);
        if (status == Status.Ok) status = Kernel.Map(World.Space, peer._memory, Address, 0, Pages + 1, Protection.ReadWrite);
        if (status == Status.Ok) status = peer._process.Make(budget, time, 8 << 20, Peer.HighestPriority);
        if (status == Status.Ok) status = Kernel.Map(peer._process.Space, peer._memory, Address, 0, Pages + 1, Protection.ReadWrite);
        if (status == Status.Ok) status = peer._process.GiveFirst(peer.ItemsThere, Rights.All);
        if (status == Status.Ok) status = peer._process.GiveSecond(peer.RoomThere, Rights.All);
        if (status == Status.Ok) status = peer._process.Start(function, 0);
        if (status == Status.Ok) World.Sleep(World.Millisecond);
        return status == Status.Ok;
    }

    public readonly RingWriter<T> Writer<T>() where T : unmanaged => new((void*)Address, Ring.CapacityOf<T>(Pages), ItemsThere, RoomThere);

    /// <summary>In the peer: its side.</summary>
    public static RingReader<T> GivenReader<T>() where T : unmanaged => new((void*)Address, Ring.CapacityOf<T>(Pages),
        World.Claim<Notification>(ChildStart.Current.Gift0.Value), World.Claim<Notification>(ChildStart.Current.Gift1.Value));

    public readonly void Dispose()
    {
        _process.Release();
        _ = Kernel.Release(_memory);
        _ = Kernel.Release(ItemsThere);
        _ = Kernel.Release(RoomThere);
    }
}
