using System;
using Diesis.Shell.Types;

namespace Diesis.Shell.Machine;

/// <summary>Runs a command. What goes wrong it says by <see cref="CommandContext.Fail"/>; its result counts nothing then.</summary>
/// <param name="arguments">One for each parameter, of its type; valid until the call ends.</param>
public delegate Value CommandBody(CommandContext context, ReadOnlySpan<Value> arguments);

/// <summary>A function that a library exports.</summary>
public sealed class Command(Signature signature, CommandBody body)
{
    public Signature Signature { get; } = signature;
    public CommandBody Body { get; } = body;
}

/// <summary>One place where a command is called, and what its type parameters stand for there.</summary>
public sealed class CallSite(Command command, ShellType[] typeArguments)
{
    public Command Command { get; } = command;
    public ShellType[] TypeArguments { get; } = typeArguments;
}
