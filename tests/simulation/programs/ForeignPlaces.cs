using Diesis.Abi;

namespace Diesis.Simulating;

/// <summary>Where words of a <see cref="ForeignPage"/> lie in it.</summary>
internal static unsafe class ForeignPlaces
{
    /// <summary>The register of the system call's number, and of its status: as <c>SimulatedThreadContext.Save</c> has it.</summary>
    public static readonly ulong Number = FindNumber();

    public static readonly ulong Instruction = FindInstruction();
    public static readonly ulong Reason = FindReason();

    private const int NumberRegister = 12;

    private static ulong FindNumber()
    {
        ForeignPage page;
        return (ulong)((byte*)&page.Registers.General - (byte*)&page) + NumberRegister * sizeof(ulong);
    }

    private static ulong FindInstruction()
    {
        ForeignPage page;
        return (ulong)((byte*)&page.Registers.InstructionPointer - (byte*)&page);
    }

    private static ulong FindReason()
    {
        ForeignPage page;
        return (ulong)((byte*)&page.Reason - (byte*)&page);
    }
}
