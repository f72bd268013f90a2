using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Local;

/// <summary>
/// A process of the in-process kernel: a table of handles. Threads, and tasks, belong to the process in which they were started
/// (<see cref="Enter"/>); without any, to one that all tests share.
/// </summary>
public sealed class LocalProcess
{
    // Before the first process is made, which has handles.
    private static ulong _next = 1 << Handle.IndexBits;
    private static readonly AsyncLocal<LocalProcess?> Entered = new();
    private static readonly LocalProcess Shared = new();

    private readonly Dictionary<ulong, LocalHandle> _handles = [];
    private readonly List<LocalWait> _waits = [];
    private readonly List<LocalCall> _received = [];
    private readonly List<(LocalNotification Notification, ulong Bits)> _watchers = [];
    private readonly StartBlock _block;

    public LocalProcess()
    {
        lock (LocalKernel.Gate)
        {
            Object = new(this);
            _block = new()
            {
                Magic = StartBlock.ExpectedMagic,
                Process = new(Add(new(Object, HandleKind.Strong, Rights.All, 0, null))),
                Space = Make<AddressSpace>(),
                Thread = Make<Abi.Objects.Thread>(),
                Budget = Make<MemoryBudget>(),
                Scheduling = Make<SchedulingContext>(),
                System = Make<SystemControl>(),
                CoreCount = 1,
            };
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes((Span<ulong>)_block.Seed));
        }
    }

    private Handle<T> Make<T>() where T : struct, IObject
        => new(Add(new(new LocalPlainObject(T.Type), HandleKind.Strong, Rights.All, 0, null)));

    public static LocalProcess Current => Entered.Value ?? Shared;

    internal LocalProcessObject Object { get; }
    internal ref readonly StartBlock Block => ref _block;
    public bool HasEnded { get; private set; }

    /// <summary>How many more calls of the kernel it makes: at the next it ends, as if it were killed just before, and its thread gets a <see cref="LocalDeathException"/>. For tests of all such moments.</summary>
    public int CallsLeft { get; set; } = int.MaxValue;

    /// <summary>One more moment at which it may end. What is called after its end fails like anything that has no handles.</summary>
    internal static void Live()
    {
        LocalProcess process = Current;
        if (process.CallsLeft == int.MaxValue || process.HasEnded || process.CallsLeft-- > 0) return;
        process.End();
        throw new LocalDeathException();
    }

    /// <summary>How many handles it has, of which <see cref="OwnHandles"/> are there from the beginning.</summary>
    public int HandleCount { get { lock (LocalKernel.Gate) return _handles.Count; } }

    public const int OwnHandles = 6;

    /// <summary>What runs in this method's caller from now on, and what it starts, is this process's.</summary>
    public void Enter() => Entered.Value = this;

    /// <summary>Ends it as a fault would: its handles are gone, and whatever of it waits gets no further.</summary>
    public void End()
    {
        lock (LocalKernel.Gate)
        {
            if (HasEnded) return;
            HasEnded = true;
            foreach (var wait in _waits.ToArray()) wait.End(Status.Dead);
            foreach (var call in _received.ToArray()) call.Answer(Status.PeerClosed);
            foreach (ulong handle in _handles.Keys.ToArray()) Remove(handle);
            foreach (var (notification, bits) in _watchers) notification.Signal(bits);
        }
    }

    /// <summary>Ends what its threads wait for, as the kernel's <c>CancelWait</c> would for each of them.</summary>
    public void CancelWaits()
    {
        lock (LocalKernel.Gate) foreach (var wait in _waits.ToArray()) wait.End(Status.Cancelled);
    }

    /// <summary>Gives another process a handle to the same object.</summary>
    public Handle Give(Handle handle, Rights rights, ulong badge = 0)
    {
        lock (LocalKernel.Gate)
        {
            var found = Current.Find(handle)!;
            return Add(found with { Rights = found.Rights & rights, Badge = badge == 0 ? found.Badge : badge });
        }
    }

    internal LocalHandle? Find(Handle handle) => _handles.GetValueOrDefault(handle.Value);

    internal Handle Add(LocalHandle handle)
    {
        ulong value = _next += 1 << Handle.IndexBits;
        _handles.Add(value, handle);
        handle.Object.HandleAdded(handle);
        return new(value);
    }

    internal bool Remove(ulong handle)
    {
        if (!_handles.Remove(handle, out var removed)) return false;
        removed.Object.HandleRemoved(removed);
        return true;
    }

    internal void Begin(LocalWait wait) => _waits.Add(wait);
    internal void Finish(LocalWait wait) => _waits.Remove(wait);
    internal void Begin(LocalCall call) => _received.Add(call);
    internal void Finish(LocalCall call) => _received.Remove(call);

    internal void Watch(LocalNotification notification, ulong bits)
    {
        if (HasEnded) notification.Signal(bits);
        else _watchers.Add((notification, bits));
    }
}

/// <summary>The process of this thread has ended (<see cref="LocalProcess.CallsLeft"/>).</summary>
public sealed class LocalDeathException : Exception;

internal sealed class LocalProcessObject(LocalProcess process) : LocalObject(ObjectType.Process)
{
    private const ulong EndedBit = 1UL << 63;

    public LocalProcess Process { get; } = process;
    public override (ulong First, ulong Second) Details => (Process.HasEnded ? EndedBit : 0, 0);
}
