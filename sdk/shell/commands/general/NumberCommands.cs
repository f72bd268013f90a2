using System;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Commands.General;

/// <summary>Commands on numbers.</summary>
public static class NumberCommands
{
    /// <summary>The nearest integer; halves go to the even one.</summary>
    [Command]
    public static long Round(CommandContext context, double number)
    {
        if (!Arithmetic.TryRound(number, out long rounded)) context.Fail("this number does not fit into 64 bits");
        return rounded;
    }

    /// <summary>The next integer below.</summary>
    [Command]
    public static long Floor(CommandContext context, double number) => Round(context, Math.Floor(number));

    /// <summary>The next integer above.</summary>
    [Command]
    public static long Ceiling(CommandContext context, double number) => Round(context, Math.Ceiling(number));

    /// <summary>The square root.</summary>
    [Command]
    public static double Sqrt(double number) => Math.Sqrt(number);

    /// <summary>A number to the power of another.</summary>
    [Command]
    public static double Power(double number, double exponent) => Math.Pow(number, exponent);

    /// <summary>A number without its sign.</summary>
    [Command]
    public static double Abs(double number) => Math.Abs(number);

    /// <summary>How many bytes a size is.</summary>
    [Command]
    public static long InBytes(ByteSize size) => size.Bytes;

    /// <summary>How many seconds a duration is.</summary>
    [Command]
    public static double InSeconds(TimeSpan duration) => duration.TotalSeconds;
}
