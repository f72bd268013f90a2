using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Tests.Framework;

/// <summary>Measures what is known beforehand, to show that the counter counts instructions and the harness adds none.</summary>
internal static class Calibration
{
    /// <summary>A thousand times decrement and jump, in assembly (<c>machine/*/Calibration.S</c>, of programs <c>native/*/Measure.S</c>): 2,000 instructions and a few to get there.</summary>
    [RuntimeImport("*", "CalibrationLoop"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void RunLoop();

    /// <summary>What two readings of the counter cost when nothing lies between them.</summary>
    public static ulong Pair()
    {
        var measurement = new Measurement(overhead: 0);
        measurement.Start();
        measurement.Stop();
        return measurement.PerOperation;
    }

    public static ulong Loop(ulong overhead)
    {
        var measurement = new Measurement(overhead);
        measurement.Start();
        RunLoop();
        measurement.Stop();
        return measurement.PerOperation;
    }
}
