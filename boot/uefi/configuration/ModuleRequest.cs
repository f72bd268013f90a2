using System;

namespace Diesis.Boot.Uefi.Configuration;

/// <summary>A file that the configuration wants handed to the kernel.</summary>
/// <remarks>
/// Written <c>PATH [name=WORD] [cmdline=TEXT TO THE END]</c>. The name is the file's own when none is given.
/// </remarks>
public readonly ref struct ModuleRequest
{
    private ModuleRequest(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, ReadOnlySpan<byte> commandLine)
    {
        Path = path;
        Name = name;
        CommandLine = commandLine;
    }

    public ReadOnlySpan<byte> Path { get; }
    public ReadOnlySpan<byte> Name { get; }
    public ReadOnlySpan<byte> CommandLine { get; }

    public static bool TryParse(ReadOnlySpan<byte> text, out ModuleRequest request, out Problem problem)
    {
        request = default;
        ReadOnlySpan<byte> path = ConfigurationText.TakeWord(ref text);
        problem = BootPath.Check(path);
        if (!problem.IsNone) return false;

        ReadOnlySpan<byte> name = default, commandLine = default;
        while (true)
        {
            text = ConfigurationText.Trim(text);
            if (text.IsEmpty) break;
            if (text.StartsWith("cmdline="u8))
            {
                commandLine = ConfigurationText.Trim(text.Slice("cmdline="u8.Length));
                break;
            }
            ReadOnlySpan<byte> word = ConfigurationText.TakeWord(ref text);
            if (!word.StartsWith("name="u8) || !name.IsEmpty || word.Length == "name="u8.Length)
            {
                problem = Problem.With(word, "is not what may follow a module's path: name=WORD, then cmdline=TEXT"u8);
                return false;
            }
            name = word.Slice("name="u8.Length);
        }
        request = new(path, name.IsEmpty ? path.Slice(path.LastIndexOf((byte)'/') + 1) : name, commandLine);
        return true;
    }
}
