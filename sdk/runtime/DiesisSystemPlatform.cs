global using SystemPlatform = Diesis.DiesisSystemPlatform;

using System;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Abi;
using Internal.Runtime;

namespace Diesis;

/// <summary>The world's time as it was set, and random bits that come of those that the process was started with.</summary>
internal readonly struct DiesisSystemPlatform : ISystemPlatform
{
    private static readonly Lock Lock = new();
    private static SecretNumbers _numbers;
    private static bool _hasNumbers;

    public static ulong UtcNow => WallClock.Now;

    public static void FillRandom(Span<byte> bytes)
    {
        lock (Lock)
        {
            if (!_hasNumbers) _numbers = new SecretNumbers(in Startup.Block.Seed);
            _hasNumbers = true;
            while (!bytes.IsEmpty)
            {
                StartBlock.RandomSeed drawn = _numbers.NextSeed();
                ReadOnlySpan<byte> some = MemoryMarshal.AsBytes((ReadOnlySpan<ulong>)drawn);
                if (some.Length > bytes.Length) some = some.Slice(0, bytes.Length);
                some.CopyTo(bytes);
                bytes = bytes.Slice(some.Length);
            }
        }
    }
}
