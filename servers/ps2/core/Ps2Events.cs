using System;
using Diesis.Contracts.Input;
using Diesis.Input.Drivers;

namespace Diesis.Servers.Ps2;

/// <summary>Makes events of the bytes of a keyboard and a mouse.</summary>
public sealed class Ps2Events(bool hasWheel, Action<InputEvent> tell)
{
    private const int ButtonCount = 3;

    private readonly HeldInputs _held = new(tell);
    private ScanCodeReader _codes;
    private MousePackets _packets = new(hasWheel);

    public void Take(byte value, bool isOfMouse, ulong nowNs)
    {
        if (isOfMouse) TakeMouse(value, nowNs);
        else TakeKeyboard(value, nowNs);
    }

    /// <summary>Tells of all that is down.</summary>
    public void TellDown(ulong nowNs) => _held.TellDown(nowNs);

    private void TakeKeyboard(byte value, ulong nowNs)
    {
        if (!_codes.TryNext(value, out KeyCode key, out bool isDown)) return;
        _held.TakeKey(key, isDown, nowNs);
        // Pause does not say when it goes up.
        if (isDown && key == KeyCode.Pause) _held.TakeKey(key, isDown: false, nowNs);
    }

    private void TakeMouse(byte value, ulong nowNs)
    {
        if (!_packets.TryNext(value, nowNs, out MouseReport report)) return;
        if (report.X != 0) tell(new(nowNs, InputKind.Motion, (ushort)InputAxis.X, report.X));
        if (report.Y != 0) tell(new(nowNs, InputKind.Motion, (ushort)InputAxis.Y, report.Y));
        if (report.Wheel != 0) tell(new(nowNs, InputKind.Motion, (ushort)InputAxis.Wheel, report.Wheel));
        for (int button = 0; button < ButtonCount; button++) _held.TakeButton(button, (report.Buttons >> button & 1) != 0, nowNs);
    }
}
