using System;
using System.Collections.Generic;
using Diesis.Shell.Checking;
using Diesis.Shell.Types;

namespace Diesis.Shell.Machine;

/// <summary>What a command has besides its arguments: the line that runs.</summary>
public abstract class CommandContext
{
    /// <summary>What the type parameters of the command stand for in this call: to be read before anything else is called.</summary>
    public ShellType[] TypeArguments { get; protected set; } = [];

    public IShellOutput Output { get; protected init; } = null!;

    /// <summary>What the session offers to commands that are about itself.</summary>
    public ISessionServices Session { get; protected init; } = null!;

    /// <summary>Ends the line with a message about this call, or about what the call called. The command returns at once.</summary>
    public abstract void Fail(string message);

    /// <summary>The line is to end, because of a failure or because somebody does not want it any more. Who works long looks now and then.</summary>
    public abstract bool IsEnding { get; }

    /// <summary>The next item of a stream; none when the line is to end.</summary>
    public abstract bool TryPull(ValueStream stream, out Value item);

    /// <summary>Calls a function that was an argument.</summary>
    /// <returns>False if it failed: the command returns at once.</returns>
    public abstract bool TryInvoke(Closure function, ReadOnlySpan<Value> arguments, out Value result);

    public bool TryInvoke(Closure function, Value argument, out Value result) => TryInvoke(function, new ReadOnlySpan<Value>(in argument), out result);

    /// <summary>All items of a stream.</summary>
    public ListValue Collect(ValueStream stream)
    {
        List<Value> items = [];
        while (TryPull(stream, out Value item))
        {
            if (items.Count >= ListValue.MostItems)
            {
                Fail($"there are more than {ListValue.MostItems} items: 'take(n)' ends a stream that has no end");
                break;
            }
            items.Add(item);
        }
        return ListValue.Of(items);
    }
}

/// <summary>Where the output of a line goes.</summary>
public interface IShellOutput
{
    /// <summary>How wide it is, in cells.</summary>
    int Columns { get; }

    /// <summary>Colours and the like may be written.</summary>
    bool HasColours { get; }

    void Write(string text);
}

/// <summary>What commands can ask of the session that runs them.</summary>
public interface ISessionServices
{
    ShellNames Names { get; }
    IReadOnlyList<string> History { get; }

    /// <summary>Ends the session, with a status, when the line that runs has ended.</summary>
    void Exit(int status);
}
