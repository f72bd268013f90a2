using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Tests.Contracts;

/// <summary>Answers what can be told apart from every mistake.</summary>
internal struct Sample : ISample
{
    private int _calls;

    public Status Nothing()
    {
        _calls++;
        return Status.Ok;
    }

    public Status Add(int left, int right, out int sum)
    {
        _calls++;
        sum = unchecked(left + right);
        return Status.Ok;
    }

    public Result<long> Negate(long number)
    {
        _calls++;
        return number == long.MinValue ? Status.OutOfRange : -number;
    }

    public Status AllWords(sbyte a, ushort b, char c, bool d, double e, Dense f, out bool g, out float h, out Sparse i, out Bits j, out ulong k, out short l)
    {
        _calls++;
        g = !d;
        h = (float)-e;
        i = f == Dense.A ? Sparse.Minus : Sparse.Seven;
        j = f == Dense.B ? Bits.One | Bits.Eight : Bits.Eight;
        k = (ulong)b << 16 | c;
        l = (short)(a * 2);
        return Status.Ok;
    }

    public Status Records(Small small, in Large large, out Large changed, out Small back)
    {
        _calls++;
        changed = large;
        changed.Second = small;
        changed.Sum++;
        back = large.Third;
        return Status.Ok;
    }

    public Status Reverse(ReadOnlySpan<byte> bytes, Span<byte> reversed)
    {
        _calls++;
        if (reversed.Length < bytes.Length) return Status.OutOfRange;
        bytes.CopyTo(reversed);
        reversed.Slice(0, bytes.Length).Reverse();
        return Status.Ok;
    }

    public Status SumAll(ReadOnlySpan<Small> items, ReadOnlySpan<ulong> more, out long sum)
    {
        _calls++;
        sum = 0;
        unchecked
        {
            foreach (ref readonly Small item in items) sum += item.Number;
            foreach (ulong one in more) sum += (long)one;
        }
        return Status.Ok;
    }

    public Status Fill(Dense value, Span<Dense> items)
    {
        _calls++;
        items.Fill(value);
        return Status.Ok;
    }

    public Status TakeNotification(Handle<Notification> moved)
    {
        _calls++;
        Status status = Kernel.Signal(moved, 2);
        _ = Kernel.Release(moved);
        return status;
    }

    public Status ShareNotification(Handle<Notification> cloned, ulong bits)
    {
        _calls++;
        Status status = Kernel.Signal(cloned, bits);
        _ = Kernel.Release(cloned);
        return status;
    }

    public Status FillMemory(MemoryRange range, byte value)
    {
        _calls++;
        if (range.Length > 4096) return Status.OutOfRange;
        Span<byte> bytes = stackalloc byte[(int)range.Length];
        bytes.Fill(value);
        return Kernel.WriteMemory(range.Memory, range.Offset, bytes);
    }

    public Status MakeNotification(out Handle<Notification> made, out uint number)
    {
        _calls++;
        number = 77;
        Status status = Kernel.CreateNotification(Startup.Block.Budget, out made);
        return status == Status.Ok ? Kernel.Signal(made, 4) : status;
    }

    public Status KeepLent(Handle<Notification> lent)
    {
        _calls++;
        Status status = Kernel.Clone(lent, Rights.Signal, 0, out Handle kept);
        // The clone is as dead as the lease, once that is over.
        _ = Kernel.Release(kept);
        return status == Status.NotPermitted ? Status.Ok : status;
    }

    public Status Fail(Status how, out int never)
    {
        _calls++;
        never = 1;
        return how;
    }

    public readonly Status CountCalls(out int calls)
    {
        calls = _calls;
        return Status.Ok;
    }

    public Status WhoAmI(out ulong badge, Caller caller = default)
    {
        _calls++;
        badge = caller.Badge;
        return Status.Ok;
    }
}
