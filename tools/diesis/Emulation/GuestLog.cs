namespace Diesis.Tools.Emulation;

/// <summary>The log of a machine whose console is somebody's terminal or a program's output: the kernel's serial port, in a file.</summary>
internal sealed class GuestLog(string file)
{
    private const int LinesShown = 40;

    /// <summary>As the kernel begins a report: <c>kernel/debug/Panic.cs</c>.</summary>
    private const string KernelFault = "Diesis has a fault in its kernel";

    public string File => file;

    /// <summary>The kernel itself has ended the machine; nobody else hears it say so.</summary>
    public bool HasKernelFault => Lines.Any(line => line.StartsWith(KernelFault, StringComparison.Ordinal));

    private IEnumerable<string> Lines => System.IO.File.Exists(file) ? System.IO.File.ReadLines(file).Select(ConsoleText.Clean).Where(line => line.Length > 0) : [];

    /// <summary>Says what happened, and what the log has of it.</summary>
    public void Complain(string what)
    {
        Console.Error.WriteLine($"diesis: {what}. The end of the machine's log:");
        foreach (var line in Lines.TakeLast(LinesShown)) Console.Error.WriteLine($"    {line}");
    }
}
