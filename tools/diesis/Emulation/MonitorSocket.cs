using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Diesis.Tools.Emulation;

/// <summary>QEMU's monitor, as a program talks with it: QEMU Machine Protocol. By it keys are typed and the screen is looked at as a person would.</summary>
internal sealed class MonitorSocket : IDisposable
{
    private static int _count;

    private readonly string _path = $"/tmp/diesis-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}.qmp";
    private Socket? _socket;
    private StreamReader? _reader;
    private StreamWriter? _writer;

    /// <summary>Arguments for QEMU, which listens there.</summary>
    public string[] ForQemu => ["-qmp", $"unix:{_path},server=on,wait=off"];

    public async Task Connect(CancellationToken cancel)
    {
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await _socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancel);
        var stream = new NetworkStream(_socket);
        _reader = new StreamReader(stream);
        _writer = new StreamWriter(stream) { AutoFlush = true };
        _ = await _reader.ReadLineAsync(cancel);
        await Do("qmp_capabilities", [], cancel);
    }

    /// <summary>Presses keys together, and lets them go.</summary>
    /// <param name="keys">By QEMU's names (QKeyCode).</param>
    public Task Press(CancellationToken cancel, params string[] keys)
        => Do("send-key", new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => (JsonNode)new JsonObject { ["type"] = "qcode", ["data"] = key })]) }, cancel);

    /// <summary>Reads the screen, as a portable pixmap.</summary>
    public async Task<byte[]> ReadScreen(CancellationToken cancel)
    {
        var file = _path + ".ppm";
        try
        {
            await Do("screendump", new JsonObject { ["filename"] = file }, cancel);
            return await File.ReadAllBytesAsync(file, cancel);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Has QEMU end, if it has not.</summary>
    public async Task Quit(CancellationToken cancel)
    {
        if (_writer is null) return;
        try
        {
            await Do("quit", [], cancel);
        }
        catch (Exception end) when (end is IOException or SocketException)
        {
            // It is gone.
        }
    }

    /// <summary>Events come between answers, and are of no interest here.</summary>
    private async Task Do(string command, JsonObject arguments, CancellationToken cancel)
    {
        await _writer!.WriteLineAsync(new JsonObject { ["execute"] = command, ["arguments"] = arguments }.ToJsonString().AsMemory(), cancel);
        while (await _reader!.ReadLineAsync(cancel) is { } line)
        {
            using var answer = JsonDocument.Parse(line);
            if (answer.RootElement.TryGetProperty("return", out _)) return;
            if (answer.RootElement.TryGetProperty("error", out var error)) throw new IOException($"QEMU does not {command}: {error}");
        }
        throw new IOException($"QEMU ended before it had done {command}");
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _socket?.Dispose();
        File.Delete(_path);
    }
}
