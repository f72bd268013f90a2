namespace System;

/// <summary>As <see cref="Math"/>, for single precision.</summary>
public static partial class MathF
{
    public static float Truncate(float x) => (float)Math.Truncate(x);
}
