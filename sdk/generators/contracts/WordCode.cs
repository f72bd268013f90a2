using System.Collections.Generic;
using System.Linq;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>Code that puts values into words of a message and takes them out, the same on both sides.</summary>
internal static class WordCode
{
    /// <summary>Statements that put a value into its words.</summary>
    /// <param name="_message">The message.</param>
    /// <param name="expression">The value.</param>
    public static IEnumerable<string> Put(ContractValue value, string message, string expression)
    {
        if (value.Passing == Passing.Word)
        {
            yield return $"{message}.Word{value.FirstWord} = {AsWord(value, expression)};";
            yield break;
        }
        for (int i = 0; i < value.Shape!.Words; i++)
            yield return $"{message}.Word{value.FirstWord + i} = Wire.WordOf(in {expression}, {i});";
    }

    /// <summary>A condition that holds when the words are no such value; empty where all are.</summary>
    public static IEnumerable<string> Broken(ContractValue value, string message)
    {
        if (value.Passing != Passing.Word) yield break;
        string word = $"{message}.Word{value.FirstWord}";
        var shape = value.Shape!;
        if (shape.Limits.Count != 0 && !(shape.IsSigned && shape.Size < 8))
        {
            yield return shape.Limits[0].IsBroken(word);
            yield break;
        }
        if (shape.Size == 8) yield break;
        string type = UnsignedOf(shape.Size);
        if (shape.IsSigned) yield return $"(ulong)({SignedOf(shape.Size)}){word} != {word}";
        else yield return $"{word} > {type}.MaxValue";
        if (shape.Limits.Count != 0) yield return shape.Limits[0].IsBroken($"({type}){word}");
    }

    /// <summary>Statements that make a local of the value out of words that were looked at.</summary>
    /// <param name="local">Its name.</param>
    public static IEnumerable<string> Take(ContractValue value, string message, string local)
    {
        if (value.Passing == Passing.Word)
        {
            yield return $"{value.Type} {local} = {FromWord(value, $"{message}.Word{value.FirstWord}")};";
            yield break;
        }
        yield return $"{value.Type} {local} = default;";
        for (int i = 0; i < value.Shape!.Words; i++)
            yield return $"Wire.SetWord(ref {local}, {i}, {message}.Word{value.FirstWord + i});";
    }

    /// <summary>Conditions that hold when a record is none.</summary>
    public static IEnumerable<string> BrokenRecord(ContractValue value, string expression)
        => value.Shape!.Limits.Select(limit => limit.IsBroken($"Wire.FieldAt<{value.Type}, {limit.Type}>(in {expression}, {limit.Offset})"));

    private static string AsWord(ContractValue value, string expression) => value.Type switch
    {
        "bool" => $"{expression} ? 1UL : 0UL",
        "float" => $"BitConverter.SingleToUInt32Bits({expression})",
        "double" => $"BitConverter.DoubleToUInt64Bits({expression})",
        "ulong" => expression,
        _ => $"unchecked((ulong){expression})",
    };

    private static string FromWord(ContractValue value, string word) => value.Type switch
    {
        "bool" => $"{word} != 0",
        "float" => $"BitConverter.UInt32BitsToSingle((uint){word})",
        "double" => $"BitConverter.UInt64BitsToDouble({word})",
        "ulong" => word,
        _ => $"unchecked(({value.Type}){word})",
    };

    private static string UnsignedOf(int size) => size switch { 1 => "byte", 2 => "ushort", 4 => "uint", _ => "ulong" };

    private static string SignedOf(int size) => size switch { 1 => "sbyte", 2 => "short", 4 => "int", _ => "long" };
}
