using System;
using System.Text;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Serial;
using Diesis.Services;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell;

/// <summary>Output for a program at the other end of a serial line, as it is: nothing is cut, nothing stands between.</summary>
internal sealed class SerialOutput : IShellOutput
{
    /// <summary>Of one call: <see cref="ISerialLine.Send"/>.</summary>
    private const int MostBytes = 4096;

    private const int MostTries = 8;

    private readonly SerialLineClient _line;

    private SerialOutput(SerialLineClient line) => _line = line;

    /// <returns>Null when the machine has no line for programs: of all who drive some, none has one.</returns>
    public static SerialOutput? TryOpen()
    {
        for (uint number = 0; Service.Find(SerialLineContract.ExpectedHash, number, out Handle<Endpoint> endpoint) is var status && status != Status.NotSupported; number++)
        {
            if (status != Status.Ok || SerialLineClient.Connect(endpoint, out SerialLineClient line) != Status.Ok) continue;
            // Who drives none says so at once.
            if (line.Send([]) == Status.Ok) return new SerialOutput(line);
        }
        return null;
    }

    public int Columns => 100;
    public bool HasColours => false;

    public void Write(string text)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        for (; !bytes.IsEmpty; bytes = bytes.Slice(Math.Min(bytes.Length, MostBytes)))
            if (!TrySend(bytes.Slice(0, Math.Min(bytes.Length, MostBytes)))) return;
    }

    /// <summary>The driver may end meanwhile: what it had sent of this may stand twice then, and nothing is missing.</summary>
    private bool TrySend(ReadOnlySpan<byte> bytes)
    {
        Status status = Status.PeerClosed;
        for (int left = MostTries; left > 0 && status == Status.PeerClosed; left--) status = _line.Send(bytes);
        return status == Status.Ok;
    }
}
