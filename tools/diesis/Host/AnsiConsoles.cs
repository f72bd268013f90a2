using Spectre.Console;

namespace Diesis.Tools.Host;

/// <summary>The two outputs of the tool, with colours where a person looks at them.</summary>
internal static class AnsiConsoles
{
    public static IAnsiConsole Output() => Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Errors() => Create(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (isRedirected) console.Profile.Width = 10_000; // a log is not wrapped
        return console;
    }
}
