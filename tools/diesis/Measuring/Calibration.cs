using Diesis.Tools.Host;

namespace Diesis.Tools.Measuring;

/// <summary>Figures are worth something only if a loop of known length is measured at its length.</summary>
internal static class Calibration
{
    private const string Row = "calibration_loop";

    /// <summary>A thousand times two instructions.</summary>
    private const long Expected = 2000;

    private const long Tolerance = 10;

    public static void Check(IEnumerable<Measurement> measurements)
    {
        if (measurements.FirstOrDefault(one => one.Name == Row) is not { } loop)
            throw new ToolFailure($"the kernel did not measure {Row}: its figures cannot be trusted");
        if (Math.Abs((long)loop.Value - Expected) <= Tolerance) return;
        throw new ToolFailure(
            $"{Row} took {loop.Value} instructions instead of {Expected}: the figures of this run mean nothing");
    }
}
