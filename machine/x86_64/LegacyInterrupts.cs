namespace Diesis.Machines.X86_64;

/// <summary>The pair of 8259A controllers that PCs still have: moved out of the faults' way and masked for good.</summary>
internal static class X64LegacyInterrupts
{
    private const ushort Command1 = 0x20, Data1 = 0x21, Command2 = 0xA0, Data2 = 0xA1;

    /// <summary>Intel 8259A data sheet, initialisation command words 1 to 4.</summary>
    public static void Disable()
    {
        X64Instructions.Out8(Command1, 0x11);
        X64Instructions.Out8(Command2, 0x11);
        X64Instructions.Out8(Data1, 32);
        X64Instructions.Out8(Data2, 40);
        X64Instructions.Out8(Data1, 4);
        X64Instructions.Out8(Data2, 2);
        X64Instructions.Out8(Data1, 1);
        X64Instructions.Out8(Data2, 1);
        X64Instructions.Out8(Data1, 0xFF);
        X64Instructions.Out8(Data2, 0xFF);
    }
}
