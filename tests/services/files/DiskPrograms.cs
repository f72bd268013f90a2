using System.Diagnostics;

namespace Diesis.Tests.Files;

/// <summary>Programs of the host that make, change and check disks.</summary>
internal static class DiskPrograms
{
    /// <returns>What it wrote to its output.</returns>
    /// <exception cref="InvalidOperationException">It ended with an error, which is the message.</exception>
    public static string Run(string program, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        // mtools refuses disks whose size does not fit to a drive of the last century, and takes times for local ones.
        start.Environment["MTOOLS_SKIP_CHECK"] = "1";
        start.Environment["TZ"] = "UTC";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["PATH"] += ":/usr/sbin:/sbin";
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return said;
        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}{errors.Result}");
    }
}

/// <summary>A file that is gone with its user.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile() => Path = System.IO.Path.GetTempFileName();

    public TemporaryFile(byte[] content) : this() => File.WriteAllBytes(Path, content);

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
