using Diesis.Abi;

namespace Diesis.Simulating;

/// <summary>
/// The kernel, as a program of the simulation sees it: a method for each declaration in <see cref="IKernel"/>, written by
/// <c>sdk/generators</c>. Memory of the program is named by address and length, since it is the simulated machine's.
/// </summary>
public abstract partial class SimulatedKernel
{
    /// <summary>Has the thread of this program make a system call.</summary>
    protected abstract PendingSystemCall Invoke(in SystemCallRegisters registers);

    private static Status StatusOf(in SystemCallRegisters after) => (Status)(uint)after.Number;

    private static Message MessageOf(in SystemCallRegisters after) => new()
    {
        Label = after.A1,
        Word0 = after.A2,
        Word1 = after.A3,
        Word2 = after.A4,
        Word3 = after.A5,
        Word4 = after.A6,
        Word5 = after.A7,
        Handle0 = new(after.H0),
        Handle1 = new(after.H1),
        Handle2 = new(after.H2),
        Handle3 = new(after.H3),
        Badge = after.A0,
        Info = new(after.Number),
    };

    private static SystemCallRegisters RegistersOf(uint number, Handle handle, in Message message) => new()
    {
        Number = number | message.Info.Bits,
        A0 = handle.Value,
        A1 = message.Label,
        A2 = message.Word0,
        A3 = message.Word1,
        A4 = message.Word2,
        A5 = message.Word3,
        A6 = message.Word4,
        A7 = message.Word5,
        H0 = message.Handle0.Value,
        H1 = message.Handle1.Value,
        H2 = message.Handle2.Value,
        H3 = message.Handle3.Value,
    };
}
