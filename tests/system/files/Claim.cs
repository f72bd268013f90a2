using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Tests.Systems.Files;

/// <summary>What a test claims, one thing after the other, and the first that was not so: in the words of its source, with what was expected and what was seen.</summary>
internal sealed class Claim
{
    /// <summary>Null: all was as it should be.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Has a verdict say which of a test's claims does not hold.</summary>
    public static void Check(string name, Verdict verdict, Func<Claim, bool> holds)
    {
        var claim = new Claim();
        verdict.Check(name, () => holds(claim), () => claim.Complaint);
    }

    public bool IsDone<T>(Result<T, FileStatus> result, [CallerArgumentExpression(nameof(result))] string what = "") => Ends(result, FileStatus.Ok, what);

    /// <summary>Done, and what it gave.</summary>
    public bool Gives<T>(Result<T, FileStatus> result, out T value, [CallerArgumentExpression(nameof(result))] string what = "")
    {
        value = result.Value;
        return Ends(result, FileStatus.Ok, what);
    }

    public bool Ends<T>(Result<T, FileStatus> result, FileStatus expected, [CallerArgumentExpression(nameof(result))] string what = "")
        => result.Status == Status.Ok && (result.HasError ? result.Error : FileStatus.Ok) == expected || Is(false, $"{what} is {Of(result)} and not {expected}");

    public bool Is(bool holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        if (!holds) Complaint ??= what;
        return holds;
    }

    public bool Same<T>(T seen, T expected, [CallerArgumentExpression(nameof(seen))] string what = "") where T : IEquatable<T>
        => seen is null ? expected is null || Is(false, $"{what} is nothing and not {expected}") : seen.Equals(expected) || Is(false, $"{what} is {seen} and not {expected}");

    public bool Holds(Result<byte[], FileStatus> result, ReadOnlySpan<byte> expected, [CallerArgumentExpression(nameof(result))] string what = "")
        => IsDone(result, what) && Holds(result.Value, expected, what);

    /// <summary>Of bytes it says where they begin to differ.</summary>
    public bool Holds(ReadOnlySpan<byte> seen, ReadOnlySpan<byte> expected, [CallerArgumentExpression(nameof(seen))] string what = "")
    {
        int same = seen.CommonPrefixLength(expected);
        if (same == seen.Length && same == expected.Length) return true;
        return Is(false, $"{what} has {seen.Length} bytes and not {expected.Length}, or differs: at {same} is {At(seen, same)} and not {At(expected, same)}");
    }

    private static string At(ReadOnlySpan<byte> bytes, int index) => index < bytes.Length ? $"{bytes[index]}" : "nothing";

    public static string Of<T>(Result<T, FileStatus> result) => result.HasError ? result.Error.ToString() : result.Status.ToString();
}
