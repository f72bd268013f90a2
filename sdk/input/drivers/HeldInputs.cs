using System;
using Diesis.Contracts.Input;

namespace Diesis.Input.Drivers;

/// <summary>Which keys and buttons of a device are down: a driver tells it what it hears, and it tells what that is to who reads.</summary>
public sealed class HeldInputs(Action<InputEvent> tell)
{
    private const int KeyCount = 256;

    /// <summary>Left, right, middle, and two at the side.</summary>
    public const int ButtonCount = 5;

    private readonly bool[] _isDown = new bool[KeyCount];
    private byte _buttons;

    /// <summary>A key is down, or up. One that is down again repeats; one that was not down does not go up.</summary>
    public void TakeKey(KeyCode key, bool isDown, ulong nowNs)
    {
        if (key == KeyCode.None || (int)key >= KeyCount) return;
        bool wasDown = _isDown[(int)key];
        _isDown[(int)key] = isDown;
        if (isDown || wasDown) tell(new(nowNs, InputKind.Key, (ushort)key, !isDown ? 0 : wasDown ? 2 : 1));
    }

    public void TakeButton(int button, bool isDown, ulong nowNs)
    {
        if ((uint)button >= ButtonCount || (_buttons >> button & 1) != 0 == isDown) return;
        _buttons ^= (byte)(1 << button);
        tell(new(nowNs, InputKind.Button, (ushort)button, isDown ? 1 : 0));
    }

    /// <summary>Tells of all that is down: somebody else reads from now on. Keys are held, for their going down was told before.</summary>
    public void TellDown(ulong nowNs)
    {
        for (int key = 0; key < KeyCount; key++)
            if (_isDown[key]) tell(new(nowNs, InputKind.Key, (ushort)key, 2));
        for (int button = 0; button < ButtonCount; button++)
            if ((_buttons >> button & 1) != 0) tell(new(nowNs, InputKind.Button, (ushort)button, 1));
    }

    /// <summary>Nobody knows any more what is down.</summary>
    public void Forget(ulong nowNs)
    {
        Array.Clear(_isDown);
        _buttons = 0;
        tell(new(nowNs, InputKind.Lost, 0, 0));
    }
}
