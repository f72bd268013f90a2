using System;

namespace Diesis.Servers.Ps2;

/// <summary>
/// A keyboard controller with its two devices. Each step waits so long at most: a controller that is not there, that has gone, or that says anything at all, costs some time and nothing else.
/// </summary>
public sealed class Ps2Controller(IPs2Ports ports)
{
    // Commands of the controller: PC AT Technical Reference, "Commands"; those with A7 to A9 and D4 of the PS/2.
    private const byte ReadConfiguration = 0x20, WriteConfiguration = 0x60, DisableMouse = 0xA7, EnableMouse = 0xA8, SelfTest = 0xAA, DisableKeyboard = 0xAD, EnableKeyboard = 0xAE,
        ToMouse = 0xD4;

    // Commands of the devices, and their answers: PS/2 Hardware Interface Technical Reference, "Keyboard" and "Mouse".
    private const byte SetLightsCommand = 0xED, Identify = 0xF2, SetRate = 0xF3, Enable = 0xF4, Reset = 0xFF, Acknowledged = 0xFA, Resend = 0xFE, Passed = 0xAA, ControllerPassed = 0x55;

    // Of the configuration byte: interrupts of the keyboard and the mouse, clocks off, and translation to scan codes of set 1.
    private const byte KeyboardInterrupt = 1, MouseInterrupt = 2, KeyboardOff = 0x10, MouseOff = 0x20, Translate = 0x40;

    /// <summary>A mouse with a wheel says so after this series of rates (Microsoft, "IntelliMouse").</summary>
    private static ReadOnlySpan<byte> WheelRates => [200, 100, 80];
    private const byte WheelMouse = 3, UsualRate = 100;

    private const ulong ShortNs = 50_000_000, ResetNs = 1_000_000_000;
    private const int MostFlushed = 64, MostTries = 3;

    public bool HasKeyboard { get; private set; }
    public bool HasMouse { get; private set; }
    public bool HasWheel { get; private set; }

    /// <summary>Begins anew with the controller and what is at it.</summary>
    /// <returns>False when there is neither a keyboard nor a mouse.</returns>
    public bool TryInitialize()
    {
        HasKeyboard = HasMouse = HasWheel = false;
        // Nobody talks while it is looked at.
        if (!TryCommand(DisableKeyboard) || !TryCommand(DisableMouse)) return false;
        Flush();
        if (!TryCommand(SelfTest) || !TryRead(ResetNs, out byte result, out _) || result != ControllerPassed) return false;
        if (!TryCommand(ReadConfiguration) || !TryRead(ShortNs, out byte configuration, out _)) return false;
        configuration = (byte)(configuration & ~(KeyboardInterrupt | MouseInterrupt) | Translate);
        if (!TryConfigure(configuration)) return false;
        HasKeyboard = TryCommand(EnableKeyboard) && TryReset(isMouse: false) && TrySend(false, Enable);
        // The mouse is asked while the keyboard is silent: its answers are told apart by a bit that not every controller sets.
        _ = TryCommand(DisableKeyboard);
        HasMouse = TryCommand(EnableMouse) && TryReset(isMouse: true) && TryStartMouse();
        if (HasKeyboard) _ = TryCommand(EnableKeyboard);
        configuration &= unchecked((byte)~(KeyboardOff | MouseOff));
        configuration |= (byte)((HasKeyboard ? KeyboardInterrupt : KeyboardOff) | (HasMouse ? MouseInterrupt : MouseOff));
        return TryConfigure(configuration) && (HasKeyboard || HasMouse);
    }

    /// <summary>Takes a byte that has come, if one has.</summary>
    public bool TryTake(out byte value, out bool isOfMouse)
    {
        Ps2Status status = ports.ReadStatus();
        value = 0;
        isOfMouse = status.IsOfMouse;
        if (!status.HasByte) return false;
        value = ports.ReadData();
        return true;
    }

    /// <summary>Has the keyboard's lights on or off.</summary>
    /// <param name="lights">1 scroll, 2 num, 4 caps.</param>
    /// <param name="others">Takes what was typed meanwhile.</param>
    public bool TrySetLights(byte lights, Action<byte, bool> others)
        => HasKeyboard && TryAsk(SetLightsCommand, others) && TryAsk(lights, others);

    private bool TryAsk(byte value, Action<byte, bool> others)
    {
        if (!TryWrite(value)) return false;
        ulong deadline = ports.NowNs + ShortNs;
        while (ports.NowNs < deadline)
        {
            if (!TryTake(out byte answer, out bool isOfMouse)) ports.Pause();
            else if (!isOfMouse && answer == Acknowledged) return true;
            else others(answer, isOfMouse);
        }
        return false;
    }

    private bool TryStartMouse()
    {
        foreach (byte rate in WheelRates)
            if (!TrySend(true, SetRate) || !TrySend(true, rate)) return false;
        if (!TrySend(true, Identify) || !TryRead(ShortNs, out byte identity, out _)) return false;
        HasWheel = identity == WheelMouse;
        return TrySend(true, SetRate) && TrySend(true, UsualRate) && TrySend(true, Enable);
    }

    /// <summary>A device that was reset says that it has passed its test, and a mouse what it is.</summary>
    private bool TryReset(bool isMouse)
    {
        if (!TrySend(isMouse, Reset) || !TryRead(ResetNs, out byte result, out _) || result != Passed) return false;
        return !isMouse || TryRead(ShortNs, out _, out _);
    }

    /// <summary>Sends a byte to a device, which acknowledges it; what it wants to hear again it does.</summary>
    private bool TrySend(bool isMouse, byte value)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            if (isMouse && !TryCommand(ToMouse) || !TryWrite(value)) return false;
            if (!TryRead(ShortNs, out byte answer, out bool isBad) || isBad) return false;
            if (answer == Acknowledged) return true;
            if (answer != Resend) return false;
        }
        return false;
    }

    private bool TryConfigure(byte configuration) => TryCommand(WriteConfiguration) && TryWrite(configuration);

    private bool TryCommand(byte command)
    {
        if (!TryAwaitReady()) return false;
        ports.WriteCommand(command);
        return true;
    }

    private bool TryWrite(byte value)
    {
        if (!TryAwaitReady()) return false;
        ports.WriteData(value);
        return true;
    }

    private bool TryAwaitReady()
    {
        ulong deadline = ports.NowNs + ShortNs;
        while (ports.ReadStatus().IsBusy)
        {
            if (ports.NowNs >= deadline) return false;
            ports.Pause();
        }
        return true;
    }

    private bool TryRead(ulong withinNs, out byte value, out bool isBad)
    {
        ulong deadline = ports.NowNs + withinNs;
        while (true)
        {
            Ps2Status status = ports.ReadStatus();
            isBad = status.IsBad;
            value = 0;
            if (status.HasByte)
            {
                value = ports.ReadData();
                return true;
            }
            if (ports.NowNs >= deadline) return false;
            ports.Pause();
        }
    }

    /// <summary>What had come before is nobody's. Where there is no controller, every port reads as all ones.</summary>
    private void Flush()
    {
        for (int i = 0; i < MostFlushed && ports.ReadStatus().HasByte; i++) _ = ports.ReadData();
    }
}
