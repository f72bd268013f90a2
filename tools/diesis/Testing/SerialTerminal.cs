using System.Net.Sockets;
using System.Text;
using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

/// <summary>Sits at the other end of a machine's second serial line, as a terminal of 100 by 40 cells, while the machine runs <see cref="Systems.Terminal"/>.</summary>
internal sealed class SerialTerminal(string suite, CancellationToken cancel) : IDisposable
{
    public const string Test = "SystemTests.ASerialLineIsATerminal";

    private const string Question = "\e[6n", Answer = "\e[40;100R", Line = "grüß dich", End = "end";

    private static int _count;

    private readonly string _path = $"/tmp/diesis-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}.line";
    private readonly StringBuilder _shown = new();
    private Task? _sitting;
    private string? _failure;
    private bool _hasPassed;

    /// <summary>Arguments for QEMU: the second serial port is a socket.</summary>
    public string[] ForQemu => ["-serial", $"unix:{_path},server=on,wait=off"];

    /// <summary>The machine is there when it says something.</summary>
    public LineMeaning Read(string line)
    {
        _sitting ??= Sit();
        return _failure is not null ? LineMeaning.Enough : line.Contains("echo: ", StringComparison.Ordinal) ? LineMeaning.Advance : LineMeaning.Nothing;
    }

    private async Task Sit()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancel);
            await Expect(socket, Question);
            await Send(socket, Answer);
            await Expect(socket, "\r\n> ");
            await Send(socket, Line + "\r");
            await Expect(socket, $"{Line}\r\n{Line}\r\n> ");
            await Send(socket, End + "\r");
            await Expect(socket, $"{End}\r\n{End}\r\n");
            _hasPassed = true;
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            _failure = failure.Message;
        }
    }

    private async Task Send(Socket socket, string text) => _ = await socket.SendAsync(Encoding.UTF8.GetBytes(text), cancel);

    /// <summary>Reads until a text comes. The kernel's log, which is at the other port, is not to be here.</summary>
    private async Task Expect(Socket socket, string text)
    {
        var bytes = new List<byte>();
        var buffer = new byte[256];
        var seen = "";
        while (!seen.Contains(text, StringComparison.Ordinal))
        {
            var count = await socket.ReceiveAsync(buffer, cancel);
            if (count == 0) throw new IOException($"the line ended; it showed \"{_shown}\"");
            bytes.AddRange(buffer.AsSpan(0, count));
            seen = Encoding.UTF8.GetString([.. bytes]);
        }
        _ = _shown.Append(seen);
        if (seen.Contains("echo: ", StringComparison.Ordinal)) throw new IOException($"lines of the log are among what is shown: \"{_shown}\"");
    }

    public TestResult Close(GuestEnd end) =>
        new(suite, Test, _failure is null && _hasPassed && end.ExitCode is not null ? null : $"{_failure ?? $"it does not come to its end; shown was \"{_shown}\"."}\n{end.Explain(40)}");

    public void Dispose() => File.Delete(_path);
}
