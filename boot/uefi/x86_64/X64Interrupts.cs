using System.Threading;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.X86_64;

/// <summary>
/// Brings the interrupt controllers into the state that the protocol promises from base revision 5 on. Limine Boot
/// Protocol, "Machine State at Entry"; registers are of Intel SDM 3A, chapter 11, and the 82093AA's data
/// sheet, chapter 3.
/// </summary>
// SAFETY: the registers are where the processor or ACPI says, which the firmware maps one to one.
internal static class X64Interrupts
{
    private const uint ApicBase = 0x1b;
    private const ulong ApicEnabled = 1UL << 11;
    private const ulong X2ApicEnabled = 1UL << 10;
    private const ulong ApicAddress = 0x000f_ffff_ffff_f000;
    private const uint X2ApicFirst = 0x800;

    private const uint Masked = 1U << 16;
    private const int DeliveryModeShift = 8;
    private const uint DeliveryModeMask = 7U << DeliveryModeShift;
    private const uint DeliverNmi = 4U << DeliveryModeShift;
    private const uint LevelTriggered = 1U << 15;
    private const uint ActiveLow = 1U << 13;

    /// <summary>
    /// Offsets of the local APIC's registers in its page; in x2APIC mode, divided by 16, numbers of MSRs.
    /// </summary>
    private enum Register : uint
    {
        Version = 0x30,
        TaskPriority = 0x80,
        Spurious = 0xf0,
        MachineCheck = 0x2f0,
        Timer = 0x320,
        Thermal = 0x330,
        Performance = 0x340,
        Lint0 = 0x350,
        Lint1 = 0x360,
        Error = 0x370,
    }

    /// <summary>The two 8259s of a PC: their masks are their second ports.</summary>
    public static void MaskLegacyControllers()
    {
        const ushort FirstMask = 0x21, SecondMask = 0xa1;
        X64LoaderInstructions.WritePort8(FirstMask, 0xff);
        X64LoaderInstructions.WritePort8(SecondMask, 0xff);
    }

    /// <summary>Masks the inputs of an I/O APIC that could lead to an interrupt of the ordinary kinds.</summary>
    public static unsafe void MaskInputs(PhysicalAddress controller)
    {
        const int Select = 0, Window = 4, VersionRegister = 1, FirstEntry = 0x10, CountShift = 16;

        // SAFETY: the firmware names this as an I/O APIC's registers and maps devices at their own addresses.
        uint* registers = (uint*)controller.Value;
        Volatile.Write(ref registers[Select], VersionRegister);
        uint last = Volatile.Read(ref registers[Window]) >> CountShift & 0xff;
        for (uint input = 0; input <= last; input++)
        {
            Volatile.Write(ref registers[Select], FirstEntry + 2 * input);
            uint entry = Volatile.Read(ref registers[Window]);
            if (IsOrdinary(entry)) Volatile.Write(ref registers[Window], entry | Masked);
        }
    }

    /// <summary>Enables the local APIC with all its own sources masked.</summary>
    public static void ResetLocalApic(ref readonly ApicDescription controllers)
    {
        const uint SpuriousVectorAndEnable = 0x1ff;
        ulong apicBase = X64LoaderInstructions.ReadMsr(ApicBase);
        if ((apicBase & ApicEnabled) == 0)
        {
            apicBase |= ApicEnabled;
            X64LoaderInstructions.WriteMsr(ApicBase, apicBase);
        }
        uint lastEntry = Read(apicBase, Register.Version) >> 16 & 0xff;
        Mask(apicBase, Register.Timer);
        Mask(apicBase, Register.Error);
        if (lastEntry >= 4) Mask(apicBase, Register.Performance);
        if (lastEntry >= 5) Mask(apicBase, Register.Thermal);
        if (lastEntry >= 6) Mask(apicBase, Register.MachineCheck);
        SetLint(apicBase, Register.Lint0, 0, in controllers);
        SetLint(apicBase, Register.Lint1, 1, in controllers);
        Write(apicBase, Register.TaskPriority, 0);
        Write(apicBase, Register.Spurious, SpuriousVectorAndEnable);
    }

    private static void SetLint(ulong apicBase, Register register, byte pin, ref readonly ApicDescription controllers)
    {
        uint entry = Read(apicBase, register);
        if (!IsOrdinary(entry)) return;
        foreach (ref readonly LocalNmi nmi in controllers.LocalNmis.Items)
            if (nmi.Pin == pin)
                entry = DeliverNmi | (nmi.Trigger == InterruptTrigger.Level ? LevelTriggered : 0)
                    | (nmi.Polarity == InterruptPolarity.ActiveLow ? ActiveLow : 0);
        Write(apicBase, register, entry | Masked);
    }

    private static void Mask(ulong apicBase, Register register)
    {
        uint entry = Read(apicBase, register);
        if (IsOrdinary(entry)) Write(apicBase, register, entry | Masked);
    }

    /// <summary>Fixed, lowest priority, NMI or ExtINT; the others (SMI, INIT) are the firmware's business.</summary>
    private static bool IsOrdinary(uint entry) => (entry & DeliveryModeMask) >> DeliveryModeShift is 0 or 1 or 4 or 7;

    private static unsafe uint Read(ulong apicBase, Register register)
    {
        if ((apicBase & X2ApicEnabled) != 0)
            return (uint)X64LoaderInstructions.ReadMsr(X2ApicFirst + ((uint)register >> 4));

        // SAFETY, here and below: the processor itself says where its local APIC is.
        uint* place = (uint*)((apicBase & ApicAddress) + (uint)register);
        return Volatile.Read(ref *place);
    }

    private static unsafe void Write(ulong apicBase, Register register, uint value)
    {
        if ((apicBase & X2ApicEnabled) != 0)
        {
            X64LoaderInstructions.WriteMsr(X2ApicFirst + ((uint)register >> 4), value);
            return;
        }
        uint* place = (uint*)((apicBase & ApicAddress) + (uint)register);
        Volatile.Write(ref *place, value);
    }
}
