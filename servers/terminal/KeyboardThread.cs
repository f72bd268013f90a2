using System;
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

/// <summary>Makes what is typed of what is done with the keyboard.</summary>
internal sealed class KeyboardThread(ScreenGlass glass, KeyStream keys, InputDeviceClient device)
{
    /// <summary>Before it is looked again for a keyboard that has gone.</summary>
    private const int RetryMs = 100;

    private readonly Keyboard _keyboard = new(ChosenLayout());

    /// <summary>Begins with it, if there is a keyboard.</summary>
    public static void Start(ScreenGlass glass, KeyStream keys)
    {
        if (Service.Find(InputDeviceContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok) return;
        if (InputDeviceClient.Connect(endpoint, out InputDeviceClient device) != Status.Ok) return;
        var thread = new KeyboardThread(glass, keys, device);
        new Thread(thread.Run) { IsBackground = true, Name = "keyboard" }.Start();
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

    private void Run()
    {
        while (true)
        {
            Status status = device.Read(out ReadingEnd<InputEvent> end);
            if (status == Status.NotSupported) return;
            if (status == Status.Ok && RecordReader<InputEvent>.Open(end) is { Status: Status.Ok } opened)
            {
                _ = device.SetLights(_keyboard.Lights);
                Read(opened.Value);
            }
            // The driver has gone: what was held is not known, and the next one tells of what is.
            _ = _keyboard.Take(new InputEvent(0, InputKind.Lost, 0, 0), []);
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
        Span<KeyPress> presses = stackalloc KeyPress[2];
        KeyboardLights lights = _keyboard.Lights;
        int count = _keyboard.Take(in news, presses);
        if (_keyboard.Lights != lights) _ = device.SetLights(_keyboard.Lights);
        foreach (KeyPress press in presses.Slice(0, count)) Type(in press);
    }

    private void Type(in KeyPress press)
    {
        // Looking back is the terminal's own, as in xterm.
        if (press.Key is KeyCode.PageUp or KeyCode.PageDown && press.Has(KeyModifiers.Shift))
        {
            glass.Scroll(press.Key == KeyCode.PageUp ? 1 : -1);
            return;
        }
        Span<byte> typed = stackalloc byte[KeyEncoder.MostBytes];
        keys.Type(typed.Slice(0, KeyEncoder.Encode(in press, glass.Modes, typed)));
    }
}
