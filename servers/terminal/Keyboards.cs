using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Rings;
using Diesis.Contracts.Input;
using Diesis.Input;
using Diesis.Input.Layouts;
using Diesis.Services;
using Diesis.Terminals.Keys;
using Thread = System.Threading.Thread;

namespace Diesis.Servers.Terminals;

/// <summary>
/// Makes what is typed of what is done with keyboards, whatever drivers they have. They are one: a shift key of the one holds for the others, and all show what is locked. Each driver has a thread
/// that reads its events.
/// </summary>
internal sealed class Keyboards
{
    /// <summary>Drivers, of however many keyboards each.</summary>
    private const uint MostDrivers = 8;

    /// <summary>Before it is looked again for a driver that has gone.</summary>
    private const int RetryMs = 100;

    /// <summary>What is typed before the drivers are ready is lost: so long the terminal waits for them, and no longer.</summary>
    private const int ReadyMs = 5000;

    /// <summary>A driver that has gone, or is busy, does not keep keys of others waiting for its lights.</summary>
    private const ulong LightsNs = 100_000_000;

    private readonly ScreenGlass _glass;
    private readonly KeyStream _keys;
    private readonly object _gate = new();
    private readonly Keyboard _keyboard = new(ChosenLayout());
    private readonly List<InputDeviceClient> _devices = [];

    private Keyboards(ScreenGlass glass, KeyStream keys)
    {
        _glass = glass;
        _keys = keys;
    }

    /// <summary>Begins with all that there are.</summary>
    public static void Start(ScreenGlass glass, KeyStream keys)
    {
        var keyboards = new Keyboards(glass, keys);
        using var ready = new CountdownEvent(1);
        keyboards.StartAll(ready);
        _ = ready.Signal();
        _ = ready.Wait(ReadyMs);
    }

    private void StartAll(CountdownEvent ready)
    {
        for (uint number = 0; number < MostDrivers; number++)
        {
            Status status = Service.Find(InputDeviceContract.ExpectedHash, number, out Handle<Endpoint> endpoint);
            // One that was given up does not keep the next from being asked.
            if (status == Status.PeerClosed) continue;
            if (status != Status.Ok) return;
            ready.AddCount();
            new Thread(() => Run(endpoint, ready)) { IsBackground = true, Name = "keyboard" }.Start();
        }
    }

    /// <summary>What the command line says: <c>keyboard=de</c>. An American one, else.</summary>
    private static KeyboardLayout ChosenLayout()
    {
        ReadOnlySpan<byte> name = CommandLineOption.ValueOf(Startup.CommandLine, "keyboard"u8);
        Span<char> letters = stackalloc char[8];
        int length = Math.Min(name.Length, letters.Length);
        for (int i = 0; i < length; i++) letters[i] = (char)name[i];
        return KeyboardLayout.Named(letters.Slice(0, length)) ?? KeyboardLayout.American;
    }

    private void Run(Handle<Endpoint> endpoint, CountdownEvent ready)
    {
        Status status = InputDeviceClient.Connect(endpoint, out InputDeviceClient device);
        bool isKnown = false;
        while (true)
        {
            ReadingEnd<InputEvent> end = default;
            if (status == Status.Ok) status = device.Read(out end);
            if (!isKnown) _ = ready.Signal();
            // This machine has no such devices.
            if (!isKnown && status != Status.Ok) return;
            if (status == Status.Ok && RecordReader<InputEvent>.Open(end) is { Status: Status.Ok } opened)
            {
                KeyboardLights lights;
                lock (_gate)
                {
                    if (!isKnown) _devices.Add(device);
                    lights = _keyboard.Lights;
                }
                isKnown = true;
                _ = device.Within(LightsNs).SetLights(lights);
                Read(opened.Value);
            }
            // The driver has gone: what was held is not known, and the next one tells of what is.
            Take(new InputEvent(0, InputKind.Lost, 0, 0));
            Thread.Sleep(RetryMs);
        }
    }

    /// <summary>Until there is an end.</summary>
    private void Read(RecordReader<InputEvent> reader)
    {
        Span<InputEvent> events = stackalloc InputEvent[32];
        while (reader.Read(events, out int count) == Status.Ok)
        {
            foreach (InputEvent news in events.Slice(0, count)) Take(in news);
        }
        reader.Dispose();
    }

    private void Take(in InputEvent news)
    {
        InputDeviceClient[] shown = [];
        KeyboardLights lights;
        // What two drivers tell at the same time is typed one after the other.
        lock (_gate)
        {
            Span<KeyPress> presses = stackalloc KeyPress[2];
            KeyboardLights before = _keyboard.Lights;
            int count = _keyboard.Take(in news, presses);
            foreach (KeyPress press in presses.Slice(0, count)) Type(in press);
            lights = _keyboard.Lights;
            if (lights != before) shown = [.. _devices];
        }
        foreach (InputDeviceClient device in shown) _ = device.Within(LightsNs).SetLights(lights);
    }

    private void Type(in KeyPress press)
    {
        // Looking back is the terminal's own, as in xterm.
        if (press.Key is KeyCode.PageUp or KeyCode.PageDown && press.Has(KeyModifiers.Shift))
        {
            _glass.Scroll(press.Key == KeyCode.PageUp ? 1 : -1);
            return;
        }
        Span<byte> typed = stackalloc byte[KeyEncoder.MostBytes];
        _keys.Type(typed.Slice(0, KeyEncoder.Encode(in press, _glass.Modes, typed)));
    }
}
