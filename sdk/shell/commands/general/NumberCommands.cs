using System;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Commands.General;

/// <summary>Commands on numbers.</summary>
public static class NumberCommands
{
    /// <summary>The nearest integer; halves go to the even one.</summary>
    /// <example>round(2.7)</example>
    [Command]
    public static long Round(CommandContext context, double number)
    {
        if (!Arithmetic.TryRound(number, out long rounded)) context.Fail("this number does not fit into 64 bits");
        return rounded;
    }

    /// <summary>The next integer below.</summary>
    /// <example>floor(-1.5)</example>
    [Command]
    public static long Floor(CommandContext context, double number) => Round(context, Math.Floor(number));

    /// <summary>The next integer above.</summary>
    /// <example>ceiling(1.2)</example>
    [Command]
    public static long Ceiling(CommandContext context, double number) => Round(context, Math.Ceiling(number));

    /// <summary>The square root.</summary>
    /// <example>sqrt(16)</example>
    [Command]
    public static double Sqrt(double number) => Math.Sqrt(number);

    /// <summary>A number to the power of another.</summary>
    /// <example>power(2, 10)</example>
    [Command]
    public static double Power(double number, double exponent) => Math.Pow(number, exponent);

    /// <summary>A number without its sign.</summary>
    /// <example>abs(-1.5)</example>
    [Command]
    public static double Abs(double number) => Math.Abs(number);

    /// <summary>How many bytes a size is.</summary>
    /// <example>4.KiB.inBytes()</example>
    [Command]
    public static long InBytes(ByteSize size) => size.Bytes;

    /// <summary>How many seconds a duration is.</summary>
    /// <example>90.min.inSeconds()</example>
    [Command]
    public static double InSeconds(TimeSpan duration) => duration.TotalSeconds;
}
