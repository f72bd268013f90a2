using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Tests.Services;

/// <summary>Answers what can be told apart from every mistake.</summary>
internal sealed class Sample : ISample
{
    public int Calls;
    public Handle<Notification> Kept;

    public Status Nothing()
    {
        Calls++;
        return Status.Ok;
    }

    public Status Add(int left, int right, out int sum)
    {
        Calls++;
        sum = unchecked(left + right);
        return Status.Ok;
    }

    public Result<long> Negate(long number)
    {
        Calls++;
        return number == long.MinValue ? Status.OutOfRange : -number;
    }

    public Status AllWords(sbyte a, ushort b, char c, bool d, double e, Dense f, out bool g, out float h, out Sparse i, out Bits j, out ulong k, out short l)
    {
        Calls++;
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
        Calls++;
        changed = large;
        changed.Second = small;
        changed.Sum++;
        back = large.Third;
        return Status.Ok;
    }

    public Status Reverse(ReadOnlySpan<byte> bytes, Span<byte> reversed)
    {
        Calls++;
        if (reversed.Length < bytes.Length) return Status.OutOfRange;
        bytes.CopyTo(reversed);
        reversed[..bytes.Length].Reverse();
        return Status.Ok;
    }

    public Status Shout(string text, out string shouted)
    {
        Calls++;
        shouted = text.ToUpperInvariant() + "!";
        return Status.Ok;
    }

    public Status SumAll(ReadOnlySpan<Small> items, ReadOnlySpan<ulong> more, out long sum)
    {
        Calls++;
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
        Calls++;
        items.Fill(value);
        return Status.Ok;
    }

    public Status TakeNotification(Handle<Notification> moved)
    {
        Calls++;
        Status status = Kernel.Signal(moved, 2);
        _ = Kernel.Release(moved);
        return status;
    }

    public Status ShareNotification(Handle<Notification> cloned, ulong bits)
    {
        Calls++;
        Status status = Kernel.Signal(cloned, bits);
        _ = Kernel.Release(cloned);
        return status;
    }

    public Status FillMemory(MemoryRange range, byte value)
    {
        Calls++;
        if (range.Length > 4096) return Status.OutOfRange;
        Span<byte> bytes = stackalloc byte[(int)range.Length];
        bytes.Fill(value);
        return Kernel.WriteMemory(range.Memory, range.Offset, bytes);
    }

    public Status MakeNotification(out Handle<Notification> made, out uint number)
    {
        Calls++;
        number = 77;
        Status status = Kernel.CreateNotification(Startup.Block.Budget, out made);
        return status == Status.Ok ? Kernel.Signal(made, 4) : status;
    }

    public Status KeepLent(Handle<Notification> lent)
    {
        Calls++;
        Status status = Kernel.Clone(lent, Rights.Signal, 0, out Handle kept);
        Kept = new(kept);
        return status == Status.NotPermitted ? Status.Ok : status;
    }

    public Status Fail(Status how, out int never)
    {
        Calls++;
        never = 1;
        return how;
    }

    public Status WhoAmI(out ulong badge, Caller caller = default)
    {
        Calls++;
        badge = caller.Badge;
        return Status.Ok;
    }
}
