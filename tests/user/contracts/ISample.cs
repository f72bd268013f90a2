using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts;

namespace Diesis.Tests.Contracts;

public enum Dense : byte { A, B, C }

public enum Sparse : short { Minus = -3, Seven = 7 }

[Flags]
public enum Bits : ulong { One = 1, Eight = 8 }

/// <summary>Two words.</summary>
public struct Small
{
    public long Number;
    public short Half;
    public Sparse Choice;
    public bool IsSo, IsOther;
    public Dense Dense;
    public byte Last;
}

/// <summary>More than fits beside other words.</summary>
public struct Large
{
    public Small First, Second, Third;
    public ulong Sum;
}

/// <summary>A contract with something of everything that can cross without a heap. Tests on the host and in user mode make its calls.</summary>
[Contract]
public interface ISample
{
    Status Nothing();

    Status Add(int left, int right, out int sum);

    Result<long> Negate(long number);

    Status AllWords(sbyte a, ushort b, char c, bool d, double e, Dense f, out bool g, out float h, out Sparse i, out Bits j, out ulong k, out short l);

    Status Records(Small small, in Large large, out Large changed, out Small back);

    Status Reverse([MaxLength(1000)] ReadOnlySpan<byte> bytes, [MaxLength(1000)] Span<byte> reversed);

    Status SumAll([MaxLength(20)] ReadOnlySpan<Small> items, [MaxLength(5)] ReadOnlySpan<ulong> more, out long sum);

    Status Fill(Dense value, [MaxLength(7)] Span<Dense> items);

    Status TakeNotification([Moved, Needs(Rights.Signal)] Handle<Notification> moved);

    Status ShareNotification([Cloned(Rights.Signal)] Handle<Notification> cloned, ulong bits);

    Status FillMemory([Lent(Rights.Read | Rights.Write)] MemoryRange range, byte value);

    Status MakeNotification([Moved, Needs(Rights.Wait)] out Handle<Notification> made, out uint number);

    Status KeepLent([Lent(Rights.Signal)] Handle<Notification> lent);

    Status Fail(Status how, out int never);

    /// <summary>How many calls but of this kind came to the service.</summary>
    [Idempotent]
    Status CountCalls(out int calls);

    Status WhoAmI(out ulong badge, [Caller] Caller caller = default);
}
