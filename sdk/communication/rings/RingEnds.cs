using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication.Rings;

/// <summary>
/// The side of a ring that takes items out, before it is opened: the handles that it takes to be that side, in this process. As a parameter or a result of a contract's method it goes
/// to the other process, and is the sender's no more.
/// </summary>
/// <remarks>The memory goes with the budget of who made it. In a program with a heap the other side is then told <see cref="Status.PeerClosed"/>; in one without, it ends.</remarks>
public readonly struct ReadingEnd<T>(Handle<MemoryObject> memory, Handle<Notification> itemsThere, Handle<Notification> roomThere) where T : unmanaged
{
    public Handle<MemoryObject> Memory { get; } = memory;

    /// <summary>Is waited for.</summary>
    public Handle<Notification> ItemsThere { get; } = itemsThere;

    /// <summary>Is signalled.</summary>
    public Handle<Notification> RoomThere { get; } = roomThere;

    /// <summary>Opens it.</summary>
    /// <safety>All of the memory, of so many pages, is mapped there as long as the reader is used.</safety>
    public unsafe RingReader<T> At(void* start, ulong pages) => new(start, Ring.CapacityOf<T>(pages), ItemsThere, RoomThere);

    /// <summary>Gives the handles up.</summary>
    public void Release() => RingEnds.Release(Memory, ItemsThere, RoomThere);
}

/// <summary>The side of a ring that puts items in: see <see cref="ReadingEnd{T}"/>.</summary>
public readonly struct WritingEnd<T>(Handle<MemoryObject> memory, Handle<Notification> itemsThere, Handle<Notification> roomThere) where T : unmanaged
{
    public Handle<MemoryObject> Memory { get; } = memory;

    /// <summary>Is signalled.</summary>
    public Handle<Notification> ItemsThere { get; } = itemsThere;

    /// <summary>Is waited for.</summary>
    public Handle<Notification> RoomThere { get; } = roomThere;

    /// <summary>Opens it.</summary>
    /// <safety>All of the memory, of so many pages, is mapped there as long as the writer is used.</safety>
    public unsafe RingWriter<T> At(void* start, ulong pages) => new(start, Ring.CapacityOf<T>(pages), ItemsThere, RoomThere);

    /// <summary>Gives the handles up.</summary>
    public void Release() => RingEnds.Release(Memory, ItemsThere, RoomThere);
}

/// <summary>Makes rings.</summary>
public static class RingEnds
{
    private const Rights MemoryRights = Rights.Read | Rights.Write | Rights.Inspect | Rights.Transfer;

    /// <summary>Makes a ring: one end for this process, the other for another.</summary>
    /// <param name="pages">Of the ring, the first 128 bytes of which are not for items.</param>
    /// <returns><see cref="Status.OutOfMemory"/>: no memory that lies together. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    public static Status Create<T>(Handle<MemoryBudget> budget, ulong pages, out WritingEnd<T> writing, out ReadingEnd<T> reading) where T : unmanaged
    {
        writing = default;
        reading = default;
        Status status = Kernel.CreateMemory(budget, pages, Ring.Options, out Handle<MemoryObject> memory);
        if (status != Status.Ok) return status;
        status = CreateNotifications(budget, out Handle<Notification> itemsThere, out Handle<Notification> roomThere);
        if (status == Status.Ok)
        {
            status = Clone(memory, itemsThere, Rights.Signal, roomThere, Rights.Wait, out var first);
            if (status == Status.Ok)
            {
                status = Clone(memory, itemsThere, Rights.Wait, roomThere, Rights.Signal, out var second);
                if (status == Status.Ok)
                {
                    writing = new(first.Memory, first.ItemsThere, first.RoomThere);
                    reading = new(second.Memory, second.ItemsThere, second.RoomThere);
                }
                else
                {
                    Release(first.Memory, first.ItemsThere, first.RoomThere);
                }
            }
        }
        Release(memory, itemsThere, roomThere);
        return status;
    }

    private static Status CreateNotifications(Handle<MemoryBudget> budget, out Handle<Notification> first, out Handle<Notification> second)
    {
        second = default;
        Status status = Kernel.CreateNotification(budget, out first);
        return status == Status.Ok ? Kernel.CreateNotification(budget, out second) : status;
    }

    private static Status Clone(Handle<MemoryObject> memory, Handle<Notification> itemsThere, Rights items, Handle<Notification> roomThere, Rights room,
        out (Handle<MemoryObject> Memory, Handle<Notification> ItemsThere, Handle<Notification> RoomThere) end)
    {
        end = default;
        Status status = Kernel.Clone(memory, MemoryRights, 0, out Handle ownMemory);
        if (status != Status.Ok) return status;
        status = Kernel.Clone(itemsThere, items | Rights.Transfer, 0, out Handle ownItems);
        Handle ownRoom = default;
        if (status == Status.Ok) status = Kernel.Clone(roomThere, room | Rights.Transfer, 0, out ownRoom);
        end = (new(ownMemory), new(ownItems), new(ownRoom));
        if (status != Status.Ok) Release(end.Memory, end.ItemsThere, end.RoomThere);
        return status;
    }

    /// <summary>Of handles that are none nothing comes.</summary>
    internal static void Release(Handle<MemoryObject> memory, Handle<Notification> itemsThere, Handle<Notification> roomThere)
    {
        if (!memory.IsNone) _ = Kernel.Release(memory);
        if (!itemsThere.IsNone) _ = Kernel.Release(itemsThere);
        if (!roomThere.IsNone) _ = Kernel.Release(roomThere);
    }
}
