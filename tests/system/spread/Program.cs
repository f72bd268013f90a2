using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Services;
using Diesis.Tests.Systems.Contracts;

namespace Diesis.Tests.Systems;

/// <summary>Starts threads and looks where they run.</summary>
internal static class Program
{
    private struct Spread : ISpread
    {
        public readonly Status Run(out uint cores, out ulong used)
        {
            const int threadsPerCore = 2;
            cores = (uint)ProgramCores.Count;
            ulong seen = 0;
            using ManualResetEventSlim allAreThere = new();
            var threads = new Thread[threadsPerCore * Environment.ProcessorCount];
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i] = new Thread(() =>
                {
                    allAreThere.Wait();
                    // Objects made there, too.
                    byte[] content = new byte[10_000];
                    Array.Fill(content, (byte)1);
                    if (Array.TrueForAll(content, one => one == 1)) _ = Interlocked.Or(ref seen, 1UL << ProgramCores.Current);
                });
                threads[i].Start();
            }
            allAreThere.Set();
            foreach (Thread thread in threads) thread.Join();
            used = seen;
            return Status.Ok;
        }

        public readonly Status End()
        {
            Environment.Exit(1);
            return Status.Ok;
        }
    }

    private static int Main()
    {
        Spread spread = new();
        return (int)SpreadServer.Run(Service.EndpointFor(SpreadName.Value), ref spread);
    }
}
