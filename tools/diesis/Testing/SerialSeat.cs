using System.Net.Sockets;
using System.Text;
using Diesis.Terminals.Screens;

namespace Diesis.Tools.Testing;

/// <summary>A terminal at the other end of a machine's serial line for programs. It is one of Diesis's own, which runs here: so it shows what it is sent as any does, and answers what it is asked.</summary>
internal sealed class SerialSeat : ISeat, IDisposable
{
    private const int Columns = 100, Rows = 40;

    private static int _count;

    private readonly string _path = $"/tmp/diesis-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}.line";
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly TerminalScreen _screen = new(Columns, Rows, 0);

    /// <summary>The character device of the line, in QEMU's words.</summary>
    public string Console => $"socket,path={_path},server=on,wait=off";

    /// <summary>Sits down, and goes on showing what comes.</summary>
    public async Task Connect(CancellationToken cancel)
    {
        await _socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancel);
        _ = Show(cancel);
    }

    private async Task Show(CancellationToken cancel)
    {
        var bytes = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(bytes, cancel) is > 0 and var count)
            {
                byte[] answers;
                lock (_screen)
                {
                    _screen.Write(bytes.AsSpan(0, count));
                    answers = _screen.TakeAnswers();
                }
                if (answers.Length > 0) _ = await _socket.SendAsync(answers, cancel);
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The machine is off: what it showed last stays.
        }
    }

    public async Task Type(string keys, CancellationToken cancel) => _ = await _socket.SendAsync(Encoding.UTF8.GetBytes(keys), cancel);

    public Task<IReadOnlyList<string>> Look(CancellationToken cancel)
    {
        lock (_screen) return Task.FromResult<IReadOnlyList<string>>([.. Enumerable.Range(0, _screen.Rows).Select(row => TextOf(_screen[row]))]);
    }

    private static string TextOf(ScreenLine line)
    {
        var text = new StringBuilder();
        foreach (var cell in line.Cells)
            if (!cell.IsRightHalf) _ = text.Append(char.ConvertFromUtf32((int)cell.Point));
        return text.ToString().TrimEnd(' ');
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
    }
}
