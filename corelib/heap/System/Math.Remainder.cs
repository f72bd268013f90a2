using System.Runtime;

namespace System;

/// <summary>What the operator % of floating point is compiled to; the code generator knows these by name.</summary>
/// <remarks>Not in the other half: whatever is exported is in every image, and kernels have no use for it.</remarks>
public static partial class Math
{
    [RuntimeExport("fmod")]
    private static double RemainderOfDoubles(double x, double y) => Remainder(x, y);

    [RuntimeExport("fmodf")]
    private static float RemainderOfSingles(float x, float y) => (float)Remainder(x, y);
}
