using System;
using System.Runtime;
using Diesis.Boot;
using Diesis.Boot.Limine;
using Diesis.Boot.Multiboot2;
using Diesis.Kernel;

namespace Diesis.Machines.Native;

/// <summary>Who started the kernel, as Entry.S says it.</summary>
internal enum BootProtocol : uint
{
    Limine = 0,
    Multiboot2 = 1,
}

/// <summary>The kernel's first C#, on the stack of its own image, interrupts off, in the loader's page tables.</summary>
internal static unsafe class KernelEntry
{
    /// <summary>The one mutable static of the kernel: the loader writes its answers here before the kernel runs, nobody after.</summary>
    [WrittenByLoader]
    private static LimineRequests _limine = LimineRequests.Unanswered;

    /// <param name="handOver">What the protocol hands over; nothing for Limine, whose answers are in the image.</param>
    [RuntimeExport("KernelStart")]
    private static void Start(BootProtocol protocol, void* handOver, ulong entryCycles)
    {
        Machine.StartDebugConsole();
        var info = new BootInfo { EntryCycles = entryCycles };
        ReadOnlySpan<byte> problem;
        bool filled = protocol switch
        {
            BootProtocol.Limine => LimineBoot.TryFill(ref _limine, ref info, out problem),
            BootProtocol.Multiboot2 => Multiboot2Boot.TryFill(handOver, ref info, out problem),
            _ => Unknown(out problem),
        };
        if (filled) KernelBoot.Run(ref info);
        else KernelBoot.Refuse(problem);
    }

    private static bool Unknown(out ReadOnlySpan<byte> problem)
    {
        problem = "the kernel was entered by no protocol that it knows"u8;
        return false;
    }
}
