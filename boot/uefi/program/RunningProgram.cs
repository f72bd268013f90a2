using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Firmware;

namespace Diesis.Boot.Uefi.Program;

/// <summary>
/// The one thing that the loader knows from everywhere: how to end. The runtime's own checks come here, who have no
/// parameters to pass it in.
/// </summary>
// SAFETY: the firmware's table is where it says until boot services are left, and what is used after that outlasts
// them.
internal static class RunningProgram
{
    [WrittenByLoader]
    private static EfiHandle _image;

    [WrittenByLoader]
    private static unsafe EfiSystemTable* _system;

    /// <summary>After boot services have been left: the only way out for text.</summary>
    [WrittenByLoader]
    private static unsafe delegate*<byte, void> _writeSerial;

    public static unsafe void Start(EfiHandle image, EfiSystemTable* system)
    {
        _image = image;
        _system = system;
    }

    public static unsafe void LeaveBootServices(delegate*<byte, void> writeSerial) => _writeSerial = writeSerial;

    public static unsafe void WaitForKey()
    {
        // SAFETY: called before boot services are left, so the firmware's table and its keyboard are there.
        FirmwareConsole console = new(_system);
        console.Write("Press any key to return to the firmware.\n"u8);
        EfiTextInput* keyboard = _system->ConsoleIn;
        if (keyboard == null) return;
        keyboard->Reset();
        while (!_system->BootServices->WaitForEvent(keyboard->WaitForKey).IsError)
            if (!keyboard->ReadKeyStroke(out _).IsError) return;
    }

    /// <summary>Where failed checks of the compiled code end: an index out of range, a division by zero.</summary>
    [RuntimeExport("DiesisRuntimeFault")]
    [DoesNotReturn]
    private static unsafe void Fault(string what)
    {
        // SAFETY: the loader's entry point stored the table; runtime services outlast boot services.
        if (_writeSerial == null)
        {
            FirmwareConsole console = new(_system);
            console.Write("\nDiesis cannot start: the loader itself is at fault: "u8);
            foreach (char character in what.AsSpan()) console.Write([(byte)character]);
            console.Write(".\n"u8);
            WaitForKey();
            _system->BootServices->Exit(_image, EfiStatus.LoadError);
        }
        else
        {
            foreach (char character in what.AsSpan()) _writeSerial((byte)character);
        }
        while (true) _system->RuntimeServices->ResetSystem(EfiReset.Cold);
    }

    /// <summary>Where methods end that find the word damaged which they put behind their buffers.</summary>
    [RuntimeExport("RhpFallbackFailFast")]
    [DoesNotReturn]
    private static void BufferOverrun() => Fault("a buffer on the stack was written past its end");
}
