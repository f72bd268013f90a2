using System.Threading;

namespace Diesis.Tests.Behaviour;

/// <summary>What atomic operations return and leave behind; that they are atomic, no transcript shows.</summary>
internal static class AtomicsTests
{
    public static void Run(ref Transcript transcript)
    {
        foreach (ulong word in Samples.Words)
        {
            Wide(ref transcript, word);
            Narrow(ref transcript, unchecked((uint)word));
        }
        byte small = 200;
        ushort middle = 60_000;
        transcript.Case("narrow").Gives((long)Interlocked.CompareExchange(ref small, 1, 5)).Gives((long)small)
            .Gives((long)Interlocked.Exchange(ref small, 3)).Gives((long)small).Gives((long)Interlocked.CompareExchange(ref middle, 7, 60_000))
            .Gives((long)middle);
        Interlocked.MemoryBarrier();
        Thread.MemoryBarrier();
        Volatile.ReadBarrier();
        Volatile.WriteBarrier();
    }

    private static void Wide(ref Transcript transcript, ulong word)
    {
        ulong cell = word;
        long signed = unchecked((long)word);
        nuint native = (nuint)word;
        transcript.Case("64").Of(word)
            .Gives(Interlocked.Increment(ref cell)).Gives(Interlocked.Add(ref cell, 10)).Gives(Interlocked.Decrement(ref cell))
            .Gives(Interlocked.And(ref cell, 0xFF00_FF00)).Gives(Interlocked.Or(ref cell, 0x11)).Gives(Interlocked.Exchange(ref cell, word))
            .Gives(Interlocked.CompareExchange(ref cell, 1, unchecked(word + 1))).Gives(Interlocked.CompareExchange(ref cell, 1, word)).Gives(cell)
            .Gives(Interlocked.Add(ref signed, -3)).Gives(Interlocked.And(ref signed, -16)).Gives(Volatile.Read(ref signed))
            .Gives((ulong)Interlocked.Exchange(ref native, 5)).Gives((ulong)Interlocked.CompareExchange(ref native, 6, 5))
            .Gives((ulong)Volatile.Read(ref native));
        Volatile.Write(ref cell, word);
        transcript.Gives(Interlocked.Read(ref cell));
    }

    private static void Narrow(ref Transcript transcript, uint word)
    {
        uint cell = word;
        int signed = unchecked((int)word);
        transcript.Case("32").Of((ulong)word)
            .Gives((long)Interlocked.Increment(ref cell)).Gives((long)Interlocked.Add(ref cell, 10)).Gives((long)Interlocked.Decrement(ref cell))
            .Gives((long)Interlocked.And(ref cell, 0xFF00)).Gives((long)Interlocked.Or(ref cell, 0x11)).Gives((long)Interlocked.Exchange(ref cell, word))
            .Gives((long)Interlocked.CompareExchange(ref cell, 1, unchecked(word + 1))).Gives((long)Interlocked.CompareExchange(ref cell, 1, word))
            .Gives((long)cell).Gives(Interlocked.Add(ref signed, -3)).Gives(Interlocked.Or(ref signed, 5)).Gives(Volatile.Read(ref signed));
        Volatile.Write(ref signed, 12);
        transcript.Gives(signed);
    }
}
