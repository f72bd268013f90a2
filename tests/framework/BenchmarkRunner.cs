using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Tests.Framework;

/// <summary>
/// Takes the catalog's measurements, in the kernel or in a program, and prints them on the debug console. <c>tools/diesis</c> reads:
/// <code>
/// [bench] GROUP NAME VALUE UNIT                   mostly instructions
/// [bench] GROUP NAME VALUE UNIT aim AIM
/// [bench] skipped GROUP NAME                      this machine cannot do it (too few cores)
/// [bench] done                                    the last line
/// </code>
/// </summary>
internal static class BenchmarkRunner
{
    /// <summary>Odd, so that the median is one of the values.</summary>
    private const int Batches = 11;

    [InlineArray(Batches)]
    private struct Values { private ulong _first; }

    /// <summary>Measures what <c>bench=GROUP</c> on the command line asks for, or everything, and ends the emulator's run.</summary>
    public static void Run(ReadOnlySpan<byte> commandLine)
    {
        var wanted = CommandLineOption.ValueOf(commandLine, "bench"u8);
        ulong pair = Calibration.Pair();
        Print("ground"u8, "calibration_pair"u8, pair, 0);
        Print("ground"u8, "calibration_loop"u8, Calibration.Loop(pair), 0);
        for (int i = 0; i < BenchmarkCatalog.Count; i++)
        {
            if (wanted.IsEmpty || SameText.Is(wanted, BenchmarkCatalog.GroupOf(i))) RunOne(i, pair);
        }
        Machine.WriteDebugConsole("[bench] done\n"u8);
        Machine.ExitEmulator(0);
    }

    private static void RunOne(int index, ulong overhead)
    {
        Values values = default;
        for (int batch = 0; batch < Batches; batch++)
        {
            var measurement = new Measurement(overhead);
            BenchmarkCatalog.Run(index, ref measurement);
            if (measurement.IsEmpty)
            {
                PrintSkipped(BenchmarkCatalog.GroupOf(index), BenchmarkCatalog.NameOf(index));
                return;
            }
            Insert(values, batch, measurement.PerOperation);
        }
        Print(BenchmarkCatalog.GroupOf(index), BenchmarkCatalog.NameOf(index), values[Batches / 2], BenchmarkCatalog.AimOf(index));
    }

    /// <summary>Adds a value to those that are there, which are in order.</summary>
    private static void Insert(Span<ulong> values, int count, ulong value)
    {
        int place = count;
        for (; place > 0 && values[place - 1] > value; place--) values[place] = values[place - 1];
        values[place] = value;
    }

    public static void Print(ReadOnlySpan<byte> group, ReadOnlySpan<byte> name, ulong value, int aim) => Print(group, name, value, aim, "instructions"u8);

    public static void Print(ReadOnlySpan<byte> group, ReadOnlySpan<byte> name, ulong value, int aim, ReadOnlySpan<byte> unit)
    {
        TestLine line = default;
        line.Add("[bench] "u8);
        line.Add(group);
        line.Add(" "u8);
        line.Add(name);
        line.Add(" "u8);
        line.Add(value);
        line.Add(" "u8);
        line.Add(unit);
        if (aim != 0)
        {
            line.Add(" aim "u8);
            line.Add((long)aim);
        }
        line.Add("\n"u8);
        Machine.WriteDebugConsole(line.Text);
    }

    private static void PrintSkipped(ReadOnlySpan<byte> group, ReadOnlySpan<byte> name)
    {
        TestLine line = default;
        line.Add("[bench] skipped "u8);
        line.Add(group);
        line.Add(" "u8);
        line.Add(name);
        line.Add("\n"u8);
        Machine.WriteDebugConsole(line.Text);
    }
}
