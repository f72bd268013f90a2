using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Machines.Simulated;

/// <summary>The registers of a simulated thread: those that system calls speak of, and no others.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SimulatedThreadContext : IThreadContext
{
    [InlineArray(Message.MostHandles)]
    private struct HandleRegisters { private ulong _first; }

    private HandleRegisters _handles;
    private ForeignState _foreign;

    public ulong Number { get; set; }
    public ulong A0 { get; set; }
    public ulong A1 { get; set; }
    public ulong A2 { get; set; }
    public ulong A3 { get; set; }
    public ulong A4 { get; set; }
    public ulong A5 { get; set; }
    public ulong A6 { get; set; }
    public ulong A7 { get; set; }
    public ulong H0 { readonly get => _handles[0]; set => _handles[0] = value; }
    public readonly ulong H3 => _handles[Message.MostHandles - 1];
    public ulong InstructionPointer { get; set; }
    public ulong StackPointer { get; private set; }
    public ulong ThreadPointer { get; set; }

    [UnscopedRef] public ref ForeignState Foreign => ref _foreign;

    /// <summary>
    /// Who plays the thread, or 0. A processor needs none, so no register of the interface tells of it; like everything else here it goes along
    /// when the kernel has another thread go on with what this one has.
    /// </summary>
    public int Player;

    /// <summary>Somebody has loaded its registers, so they need not be what the thread left there. Who wants to know clears it.</summary>
    public bool WasLoaded;

    public readonly ulong Handle(int index) => _handles[index];
    public void SetHandle(int index, ulong value) => _handles[index] = value;

    public void Initialize() { }

    public void Start(ulong entry, ulong stackPointer, ulong argument)
    {
        InstructionPointer = entry;
        StackPointer = stackPointer;
        A0 = argument;
    }

    /// <summary>Every instruction is one long.</summary>
    public void RestartSystemCall() => InstructionPointer--;

    /// <remarks>A0 to A7, then the handles, then the number.</remarks>
    public readonly void Save(ref ThreadRegisters registers)
    {
        ref ThreadRegisters.GeneralRegisters general = ref registers.General;
        general[0] = A0;
        general[1] = A1;
        general[2] = A2;
        general[3] = A3;
        general[4] = A4;
        general[5] = A5;
        general[6] = A6;
        general[7] = A7;
        for (int i = 0; i < Message.MostHandles; i++) general[8 + i] = _handles[i];
        general[12] = Number;
        registers.StackPointer = StackPointer;
        registers.InstructionPointer = InstructionPointer;
        registers.ThreadPointer = ThreadPointer;
    }

    public void Load(in ThreadRegisters registers)
    {
        WasLoaded = true;
        ref readonly ThreadRegisters.GeneralRegisters general = ref registers.General;
        A0 = general[0];
        A1 = general[1];
        A2 = general[2];
        A3 = general[3];
        A4 = general[4];
        A5 = general[5];
        A6 = general[6];
        A7 = general[7];
        for (int i = 0; i < Message.MostHandles; i++) _handles[i] = general[8 + i];
        Number = general[12];
        StackPointer = registers.StackPointer;
        InstructionPointer = registers.InstructionPointer;
        ThreadPointer = registers.ThreadPointer;
    }
}
