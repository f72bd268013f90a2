using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Services;
using Diesis.Tests.Systems.Contracts;

namespace Diesis.Tests.Systems;

/// <summary>Keeps the last number of each client in memory that outlives it: one word, written as a whole.</summary>
internal static class Program
{
    private const uint MostClients = 64;

    private sealed class Ledger(StateMemory memory) : ILedger
    {
        public Status Note(uint client, ulong number, out ulong before)
        {
            before = 0;
            if (client >= MostClients) return Status.BadArgument;
            ref ulong last = ref MemoryMarshal.Cast<byte, ulong>(memory.Bytes)[(int)client];
            before = last;
            if (number <= before) return Status.Overlap;
            last = number;
            return Status.Ok;
        }
    }

    private static int Main()
    {
        if (!Service.TryMapState(out StateMemory memory)) return 1;
        var ledger = new Ledger(memory);
        return (int)LedgerServer.Run(Service.EndpointFor(LedgerName.Value), ref ledger);
    }
}
