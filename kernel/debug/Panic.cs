using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Diesis.Kernel.Console;
using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>The end: the kernel has found a bug of its own, or of the hardware, and says all it knows before it stops.</summary>
/// <remarks>
/// Of several cores that come here at once one reports. It claims that by <see cref="IMachine.ClaimReport"/>, the only word
/// of the machine that every core may write; the others stop, and so does the reporter when its report itself faults.
/// </remarks>
public static unsafe class Panic
{
    private const int Failure = 1;

    /// <summary>For a bug that the code itself noticed.</summary>
    [DoesNotReturn]
    public static void Because(ref LogLine what)
    {
        Begin();
        Report(what.Text);
    }

    [DoesNotReturn]
    public static void Because(string what)
    {
        Begin();
        LogLine line = new(what.Length, 0);
        line.AppendLiteral(what);
        Report(line.Text);
    }

    /// <summary>For a fault that the machine raised.</summary>
    [DoesNotReturn]
    public static void Because(ref FaultReport fault)
    {
        Begin();
        LogLine what = FaultWords.Describe(ref fault);
        WriteHead(what.Text);
        WriteRegisters(ref fault);
        StackReport.Write(StackWalk.FromFault(ref fault));
        End();
    }

    /// <summary>Reports with its own frame as the start: those of its callers may be gone, since its call is their last act.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Report(ReadOnlySpan<byte> what)
    {
        WriteHead(what);
        StackReport.Write(StackWalk.FromCall(new VirtualAddress(Machine.ReadFramePointer())));
        End();
    }

    private static void Begin()
    {
        // Numbers from 1, so that 0 is nobody.
        ulong self = Machine.ReadHardwareId() + 1;
        ulong claimant = Machine.ClaimReport(self);
        if (claimant == 0)
        {
            Machine.StopOtherCores();
            // What was logged before comes before; this core is the only one left, so the console is its own.
            if (Machine.CoreLocal != 0) SystemConsole.Drain(in CpuDriver.Current.Cores);
            return;
        }
        // Past the screen: drawing may be what faulted, and would again, for ever.
        if (claimant == self) Machine.WriteDebugConsole("\n(another fault while this was reported: the report ends here)\n"u8);
        Machine.Stop();
    }

    [DoesNotReturn]
    private static void End()
    {
        ReportWriter.Write("\nThe machine has stopped.\n"u8);
        // Last of all: should drawing fail, the report is out on the serial port.
        ReportWriter.Draw();
        Machine.ExitEmulator(Failure);
    }

    private static void WriteHead(ReadOnlySpan<byte> what)
    {
        ulong microseconds = Machine.ReadNanoseconds() / 1000;
        CoreNumber core = Machine.CoreLocal == 0 ? CoreNumber.Boot : CpuDriver.Current.Number;
        ReportWriter.Write($"\nDiesis has a fault in its kernel: {what}\n");
        ReportWriter.Write($"on core {core}, {microseconds / 1_000_000}.{microseconds % 1_000_000:d6} s after it started\n");
    }

    private static void WriteRegisters(ref FaultReport fault)
    {
        const int perLine = 4;
        Span<byte> name = stackalloc byte[sizeof(ulong)];
        for (int i = 0; i < fault.RegisterCount; i++)
        {
            NamedRegister register = fault[i];
            int length = 0;
            for (; length < name.Length && register.Name >> (8 * length) != 0; length++) name[length] = (byte)(register.Name >> (8 * length));
            if (i % perLine == 0) ReportWriter.Write("\n"u8);
            ReportWriter.Write($"  {name[..length],-8}{register.Value:x16}");
        }
        ReportWriter.Write("\n"u8);
    }
}
