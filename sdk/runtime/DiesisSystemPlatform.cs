global using SystemPlatform = Diesis.DiesisSystemPlatform;

using System;
using System.Threading;
using Internal.Runtime;

namespace Diesis;

/// <summary>
/// The world's time as it was set, and random bits: each process has numbers of its own, from the seed that it was started with, into which it mixes new bits at the start, and whenever it has drawn
/// much or some time has passed. To draw takes no call; two processes never draw the same, since no two are given the same seed.
/// </summary>
internal readonly struct DiesisSystemPlatform : ISystemPlatform
{
    private const ulong StirEveryNs = 60_000_000_000, StirEveryBytes = 1 << 20;

    private static readonly Lock Lock = new();
    private static SecretNumbers _numbers;
    private static bool _hasNumbers;
    private static ulong _drawn, _stirredNs;

    public static ulong UtcNow => WallClock.Now;

    public static void FillRandom(Span<byte> bytes)
    {
        lock (Lock)
        {
            ulong now = Clock.Now;
            if (!_hasNumbers) _numbers = new SecretNumbers(in Startup.Block.Seed);
            if (!_hasNumbers || _drawn >= StirEveryBytes || now - _stirredNs >= StirEveryNs)
            {
                _hasNumbers = true;
                _numbers.Stir();
                _drawn = 0;
                _stirredNs = now;
            }
            _numbers.Fill(bytes);
            _drawn += (uint)bytes.Length;
        }
    }
}
