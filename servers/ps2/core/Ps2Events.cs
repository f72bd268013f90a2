using System;
using Diesis.Contracts.Input;

namespace Diesis.Servers.Ps2;

/// <summary>Makes events of the bytes of a keyboard and a mouse, and knows which keys and buttons are down.</summary>
public sealed class Ps2Events(bool hasWheel, Action<InputEvent> tell)
{
    private const int KeyCount = 256, ButtonCount = 3;

    private readonly bool[] _isDown = new bool[KeyCount];
    private ScanCodeReader _codes;
    private MousePackets _packets = new(hasWheel);
    private byte _buttons;

    public void Take(byte value, bool isOfMouse, ulong nowNs)
    {
        if (isOfMouse) TakeMouse(value, nowNs);
        else TakeKeyboard(value, nowNs);
    }

    /// <summary>Tells of all that is down.</summary>
    public void TellDown(ulong nowNs)
    {
        for (int key = 0; key < KeyCount; key++)
            if (_isDown[key]) tell(new(nowNs, InputKind.Key, (ushort)key, 1));
        for (int button = 0; button < ButtonCount; button++)
            if ((_buttons >> button & 1) != 0) tell(new(nowNs, InputKind.Button, (ushort)button, 1));
    }

    private void TakeKeyboard(byte value, ulong nowNs)
    {
        if (!_codes.TryNext(value, out KeyCode key, out bool isDown) || key == KeyCode.None) return;
        bool wasDown = _isDown[(int)key];
        // Pause does not say when it goes up.
        _isDown[(int)key] = isDown && key != KeyCode.Pause;
        if (isDown || wasDown) tell(new(nowNs, InputKind.Key, (ushort)key, !isDown ? 0 : wasDown ? 2 : 1));
        if (isDown && key == KeyCode.Pause) tell(new(nowNs, InputKind.Key, (ushort)key, 0));
    }

    private void TakeMouse(byte value, ulong nowNs)
    {
        if (!_packets.TryNext(value, nowNs, out MouseReport report)) return;
        if (report.X != 0) tell(new(nowNs, InputKind.Motion, (ushort)InputAxis.X, report.X));
        if (report.Y != 0) tell(new(nowNs, InputKind.Motion, (ushort)InputAxis.Y, report.Y));
        if (report.Wheel != 0) tell(new(nowNs, InputKind.Motion, (ushort)InputAxis.Wheel, report.Wheel));
        int changed = report.Buttons ^ _buttons;
        _buttons = report.Buttons;
        for (int button = 0; button < ButtonCount; button++)
            if ((changed >> button & 1) != 0) tell(new(nowNs, InputKind.Button, (ushort)button, report.Buttons >> button & 1));
    }
}
