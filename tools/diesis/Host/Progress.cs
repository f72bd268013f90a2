using System.Diagnostics;
using Spectre.Console;

namespace Diesis.Tools.Host;

/// <summary>
/// Tells what the tool is doing. In a terminal, a line with a spinner that goes away; in a log, one line per step.
/// Everything goes to the error output, so that the standard output carries only what was asked for.
/// </summary>
internal sealed class Progress
{
    private readonly IAnsiConsole _console = AnsiConsoles.Errors();

    private StatusContext? _status;

    public void Note(string text) => _console.MarkupLineInterpolated($"[grey]{text}[/]");

    public void Warn(string text) => _console.MarkupLineInterpolated($"[yellow]{text}[/]");

    /// <summary>Says why the tool stops. Written as it is, so that lines of code and commands can be copied.</summary>
    public void Fail(string text)
    {
        _console.Markup("[red]diesis:[/] ");
        Console.Error.WriteLine(text);
    }

    /// <summary>Runs work that has steps. Calls may nest; the steps then appear in the outermost.</summary>
    public async Task<T> Show<T>(Func<Task<T>> work)
    {
        if (_status is not null || !_console.Profile.Capabilities.Interactive
            || !_console.Profile.Out.IsTerminal) return await work();
        return await _console.Status().Spinner(Spinner.Known.Dots).StartAsync("…", async status =>
        {
            _status = status;
            try { return await work(); }
            finally { _status = null; }
        });
    }

    /// <summary>One step of the work: what it is now, and how long it took.</summary>
    public async Task<T> Step<T>(string text, Func<Task<T>> step)
    {
        if (_status is not null) _ = _status.Status(Markup.Escape(text));
        var watch = Stopwatch.StartNew();
        var result = await step();
        _console.MarkupLineInterpolated($"[grey]{text} ({watch.Elapsed.TotalSeconds:0.0} s)[/]");
        return result;
    }

    public Task Step(string text, Func<Task> step) => Step(text, async () =>
    {
        await step();
        return true;
    });
}
