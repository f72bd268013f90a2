using Diesis.Servers.Ps2;

namespace Diesis.Tests;

/// <summary>A keyboard controller with a keyboard and a mouse, either of which may be missing; or one that says anything.</summary>
internal sealed class SimulatedController : IPs2Ports
{
    private readonly Queue<(byte Value, bool IsOfMouse)> _output = new();
    private readonly List<byte> _rates = [];
    private byte _configuration = 0x30;
    private byte? _command;
    private bool _expectsRate, _expectsLights;

    public bool HasKeyboard { get; init; } = true;
    public bool HasMouse { get; init; } = true;
    public bool HasWheel { get; init; } = true;

    /// <summary>Nothing is at the ports at all.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Answers everything by chance.</summary>
    public Random? Liar { get; init; }

    /// <summary>The keyboard wants each byte twice.</summary>
    public bool AsksAgain { get; init; }
    private bool _hasAsked;

    public byte Lights { get; private set; }
    public byte Configuration => _configuration;
    public ulong NowNs { get; private set; }
    public void Pause() => NowNs += 1_000_000;

    public void Type(params byte[] codes)
    {
        foreach (byte code in codes) _output.Enqueue((code, false));
    }

    public Ps2Status ReadStatus()
    {
        NowNs += 1000;
        if (IsMissing) return new(0xFF);
        if (Liar is not null) return new((byte)Liar.Next(256));
        return new((byte)(_output.TryPeek(out var next) ? 1 | (next.IsOfMouse ? 0x20 : 0) : 0));
    }

    public byte ReadData()
    {
        if (IsMissing) return 0xFF;
        if (Liar is not null) return (byte)Liar.Next(256);
        return _output.TryDequeue(out var next) ? next.Value : (byte)0;
    }

    public void WriteCommand(byte command)
    {
        if (IsMissing) return;
        _command = null;
        switch (command)
        {
            case 0x20: _output.Enqueue((_configuration, false)); break;
            case 0xAA: _output.Enqueue((0x55, false)); break;
            case 0xA7: _configuration |= 0x20; break;
            case 0xA8: _configuration &= 0xDF; break;
            case 0xAD: _configuration |= 0x10; break;
            case 0xAE: _configuration &= 0xEF; break;
            default: _command = command; break;
        }
    }

    public void WriteData(byte value)
    {
        if (IsMissing) return;
        switch (_command)
        {
            case 0x60: _configuration = value; break;
            case 0xD4: ToMouse(value); break;
            default: ToKeyboard(value); break;
        }
        _command = null;
    }

    private void ToKeyboard(byte value)
    {
        if (!HasKeyboard) return;
        if (AsksAgain && !_hasAsked)
        {
            _hasAsked = true;
            _output.Enqueue((0xFE, false));
            return;
        }
        _hasAsked = false;
        _output.Enqueue((0xFA, false));
        if (_expectsLights) Lights = value;
        _expectsLights = value == 0xED;
        if (value == 0xFF) _output.Enqueue((0xAA, false));
    }

    private void ToMouse(byte value)
    {
        if (!HasMouse) return;
        _output.Enqueue((0xFA, true));
        if (_expectsRate) _rates.Add(value);
        else if (value == 0xF2) _output.Enqueue((HasWheel && _rates.TakeLast(3).SequenceEqual(new byte[] { 200, 100, 80 }) ? (byte)3 : (byte)0, true));
        else if (value == 0xFF)
        {
            _output.Enqueue((0xAA, true));
            _output.Enqueue((0x00, true));
        }
        _expectsRate = value == 0xF3;
    }
}
