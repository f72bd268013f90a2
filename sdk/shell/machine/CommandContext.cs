using System;
using System.Collections.Generic;
using Diesis.Shell.Checking;
using Diesis.Shell.Sessions;
using Diesis.Shell.Types;

namespace Diesis.Shell.Machine;

/// <summary>What a command has besides its arguments: the line that runs.</summary>
public abstract class CommandContext
{
    /// <summary>Of what is collected, so many items are taken before somebody looks at how much memory there is.</summary>
    private const int BatchItems = 4096;

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

    /// <summary>Says that so much memory was taken, or is going to be.</summary>
    /// <returns>False if that is too much: the line has failed then.</returns>
    public abstract bool TryCharge(long bytes);

    /// <summary>Lets time pass.</summary>
    /// <returns>False if the line is to end.</returns>
    public abstract bool TrySleep(TimeSpan time);

    /// <summary>What is to be done before somebody waits who may wait long: so that what was shown so far is seen.</summary>
    public Action? BeforeWaiting { get; set; }

    /// <summary>How deep calls of commands by commands lie within each other here: all of it on one stack of the processor.</summary>
    public abstract int NestedCalls { get; }

    /// <summary>The wish that this line may end.</summary>
    public abstract LineCancellation Cancellation { get; }

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
            if (items.Count % BatchItems == BatchItems - 1 && !TryCharge(2 * BatchItems * ListValue.BytesPerItem)) break;
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

/// <summary>Output that somebody sits in front of: what was written can be written over, and keys are typed.</summary>
public interface IShellTerminal : IShellOutput
{
    int Rows { get; }

    /// <summary>Waits for a byte that is typed, so long at most. Ctrl-C does not come this way.</summary>
    bool TryReadKey(int milliseconds, out byte key);
}

/// <summary>What commands can ask of the session that runs them.</summary>
public interface ISessionServices
{
    ShellNames Names { get; }
    IReadOnlyList<string> History { get; }

    /// <summary>What a script was called with; nothing for lines that are typed.</summary>
    IReadOnlyList<string> Arguments { get; }

    JobTable Jobs { get; }

    /// <summary>Ends the session, with a status, when the line that runs has ended.</summary>
    void Exit(int status);

    /// <summary>Runs a script in a session of its own, to its end. What it shows, and what is wrong with it, goes to the output of who calls.</summary>
    /// <param name="name">For messages.</param>
    /// <returns>Its status; null if scripts lie too deep within each other.</returns>
    int? RunScript(CommandContext caller, string name, string text, string[] arguments);

    /// <summary>If the line that runs fails, it ends with this status.</summary>
    void SetFailedStatus(int status);
}
