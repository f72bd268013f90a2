using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Description;

namespace Diesis.Tests.Framework;

internal ref partial struct Test
{
    /// <summary>The line of the first failure, to be handed to another process.</summary>
    public readonly TestLine Told => _failure;

    /// <summary>Takes over what a test in another process told.</summary>
    public void FailAs(scoped ReadOnlySpan<byte> failure)
    {
        if (!HasFailed) _failure.Add(failure);
    }

    /// <summary>Expects a system call to succeed, and says whether it did.</summary>
    public bool Ok(Status actual, [CallerArgumentExpression(nameof(actual))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Status(Abi.Status.Ok, actual, expression, file, line);
        return actual == Abi.Status.Ok;
    }

    /// <summary>Expects a system call to end so.</summary>
    public void Status(Status expected, Status actual, [CallerArgumentExpression(nameof(actual))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (expected == actual || !Begin(file, line, expression)) return;
        AddStatus(actual);
        _failure.Add(", not "u8);
        AddStatus(expected);
    }

    /// <summary>Expects a system call, named by its number, to end so because of one of its parameters.</summary>
    public void StatusOf(uint number, int parameter, Status expected, Status actual,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (expected == actual || !Begin(file, line)) return;
        if (SystemCallTable.IsDeclared(number)) _failure.Add(SystemCallTable.NameOf(number));
        else _failure.Add((ulong)number);
        _failure.Add(", parameter "u8);
        _failure.Add((long)parameter);
        _failure.Add(", is "u8);
        AddStatus(actual);
        _failure.Add(", not "u8);
        AddStatus(expected);
    }

    /// <summary>Expects a condition to hold of something that has a name.</summary>
    public void True(bool condition, scoped ReadOnlySpan<byte> of, [CallerArgumentExpression(nameof(condition))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (condition || !Begin(file, line)) return;
        _failure.Add(of);
        _failure.Add(": not true: "u8);
        _failure.Add(expression);
    }

    private void AddStatus(Status status)
    {
        if (SystemCallTable.NameOf(status).IsEmpty) _failure.Add((ulong)status);
        else _failure.Add(SystemCallTable.NameOf(status));
    }
}
