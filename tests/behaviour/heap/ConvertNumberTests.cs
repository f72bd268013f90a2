using System;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>From one type of number to another, and numbers in other bases.</summary>
internal static class ConvertNumberTests
{
    public static void Run(ref Transcript transcript)
    {
        foreach (double value in (double[])[0, 0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 2.5001, 254.6, 1e9])
        {
            transcript.Case("from double").Of(value).Gives(Convert.ToInt32(value)).Gives(Convert.ToInt64(value)).Gives(Convert.ToBoolean(value)).Gives(Convert.ToString(value))
                .Gives((double)Convert.ToSingle(value));
            if (value is >= 0 and < 255) transcript.Case("to byte").Of(value).Gives((int)Convert.ToByte(value)).Gives((long)Convert.ToUInt32(value)).Gives(Convert.ToUInt64(value)).Gives((int)Convert.ToUInt16(value));
        }
        foreach (string? text in (string?[])[null, "0", "17", "-0", " 5 "])
            transcript.Case("from text").Of(text).Gives(Convert.ToInt32(text)).Gives((int)Convert.ToByte(text)).Gives(Convert.ToInt64(text)).Gives(Convert.ToDouble(text)).Gives((int)Convert.ToInt16(text)).Gives(Convert.ToUInt64(text));
        transcript.Case("booleans").Gives(Convert.ToBoolean("True")).Gives(Convert.ToBoolean(null)).Gives(Convert.ToBoolean(3)).Gives(Convert.ToInt32(true)).Gives(Convert.ToDouble(false)).Gives(Convert.ToString(true));
        transcript.Case("characters").Gives(Convert.ToInt32('x')).Gives((int)Convert.ToChar(65)).Gives(Convert.ToString('y')).Gives(Convert.ToString((object?)null)).Gives(Convert.ToString((object?)12));
        foreach (int toBase in (int[])[2, 8, 10, 16])
        {
            foreach (long value in (long[])[0, 1, 9, 255, 256, -1, -255, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue])
            {
                string text = Convert.ToString(value, toBase);
                transcript.Case("base").Of(toBase).Of(value).Gives(text).Gives(Convert.ToInt64(text, toBase));
                if (value is < int.MinValue or > int.MaxValue) continue;
                text = Convert.ToString((int)value, toBase);
                transcript.Case("base").Of(toBase).Of(value).Gives(text).Gives(Convert.ToInt32(text, toBase));
            }
            transcript.Case("base").Of(toBase).Gives(Convert.ToString((short)-2, toBase)).Gives(Convert.ToString((byte)200, toBase)).Gives(Convert.ToUInt64("101", toBase)).Gives((int)Convert.ToByte("11", toBase))
                .Gives((long)Convert.ToUInt32("77", toBase is 2 ? 8 : toBase)).Gives((int)Convert.ToUInt16("10", toBase));
        }
        transcript.Case("base").Gives(Convert.ToInt32("0xFf", 16)).Gives(Convert.ToInt32("ffffffff", 16)).Gives((int)Convert.ToInt16("fffe", 16)).Gives(Convert.ToInt32(null, 16));
    }
}
