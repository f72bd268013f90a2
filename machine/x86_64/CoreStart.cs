using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Kernel;

namespace Diesis.Machines.X86_64;

/// <summary>What the code in CoreStart.S finds behind itself in its page. Its offsets stand there too.</summary>
[StructLayout(LayoutKind.Explicit, Size = 80)]
internal unsafe struct X64CoreStartData
{
    /// <summary>From the start of the page.</summary>
    public const int Offset = 0x800;

    [FieldOffset(0)] public ulong Null;
    [FieldOffset(8)] public ulong Code;
    [FieldOffset(16)] public ulong Unused;
    [FieldOffset(24)] public ushort GdtLimit;
    [FieldOffset(26)] public uint GdtAddress;
    [FieldOffset(40)] public uint FarOffset;
    [FieldOffset(44)] public ushort FarSelector;
    [FieldOffset(48)] public ulong PageTableRoot;
    [FieldOffset(56)] public ulong StackTop;
    [FieldOffset(64)] public X64Core* Core;
    [FieldOffset(72)] public ulong Entry;
}

/// <summary>Starts the other cores, one at a time. Intel SDM 3A, 11.4.4; MultiProcessor Specification 1.4, B.4.</summary>
// SAFETY: the start page is the caller's to fill, and larger than the code; blocks of cores are there for good.
internal static unsafe class X64CoreStart
{
    // The 10 ms after INIT that the specification asks for are those of processors with a separate APIC; integrated ones are
    // ready at once, and one that is not gets the second start-up.
    private const ulong StartupNs = 200_000, InitNs = 20_000, PatienceNs = 2_000_000_000;

    [RuntimeImport("*", "X64CoreStartBegin"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Begin();

    [RuntimeImport("*", "X64CoreStartLong"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Long();

    [RuntimeImport("*", "X64CoreStartEnd"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void End();

    /// <returns>False when the core did not begin in time.</returns>
    public static bool TryStart(in CoreResources resources, X64Core* core)
    {
        byte* bytes = X64Machine.DirectMap(resources.StartPage.Start);
        // SAFETY: the page is the caller's; code and data, whose sizes are asserted by their places, fit in it.
        byte* code = (byte*)(delegate*<void>)&Begin;
        int length = (int)((byte*)(delegate*<void>)&End - code);
        new ReadOnlySpan<byte>(code, length).CopyTo(new Span<byte>(bytes, X64CoreStartData.Offset));

        uint address = (uint)resources.StartPage.Start.Value;
        var data = (X64CoreStartData*)(bytes + X64CoreStartData.Offset);
        *data = new X64CoreStartData
        {
            Code = 0x0020_9B00_0000_0000,
            GdtLimit = 3 * sizeof(ulong) - 1,
            GdtAddress = address + X64CoreStartData.Offset,
            FarOffset = address + (uint)((byte*)(delegate*<void>)&Long - code),
            FarSelector = 8,
            PageTableRoot = resources.StartRoot.Value,
            StackTop = resources.StackTop.Value,
            Core = core,
            Entry = (ulong)(delegate*<X64Core*, void>)&CoreBegins,
        };

        ref X64Core self = ref *X64Instructions.ReadCoreBlock();
        self.LocalApic.SendInit(core->ApicId);
        Wait(ref self, core, InitNs);
        for (int tries = 0; tries < 2 && !core->HasBegun; tries++)
        {
            self.LocalApic.SendStartup(core->ApicId, (byte)resources.StartPage.Number);
            Wait(ref self, core, tries == 0 ? StartupNs : PatienceNs);
        }
        return core->HasBegun;
    }

    private static void Wait(ref X64Core self, X64Core* core, ulong durationNs)
    {
        ulong end = self.Clock.Now + durationNs;
        while (!core->HasBegun && self.Clock.Now < end) X64Instructions.Pause();
    }

    /// <summary>The first C# of a core, on its own stack, in the page tables of the start page.</summary>
    private static void CoreBegins(X64Core* core)
    {
        X64Machine.UsePageTables(core->PageTableRoot);
        core->Load();
        core->LocalApic = new X64LocalApic(X64Features.Read(), core->LocalApicRegisters);
        core->LocalApic.EnableTimer();
        X64UserEntry.Enable(core, X64Features.Read());
        core->HasBegun = true;
        Entry.CoreStart(core->Number, core->Argument);
    }
}
