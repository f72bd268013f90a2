using System.Runtime.InteropServices;

namespace Diesis.Simulating;

/// <summary>
/// The registers of a system call, going in and coming out, by the names that <c>docs/kernel-interface.md</c> explains: number or status
/// with what stands above it, arguments, handles of a message.
/// </summary>
public struct SystemCallRegisters
{
    public ulong Number;
    public ulong A0, A1, A2, A3, A4, A5, A6, A7;
    public ulong H0, H1, H2, H3;

    /// <summary>Those of a thread.</summary>
    internal static unsafe SystemCallRegisters Of(ThreadContext* thread) => new()
    {
        Number = thread->Number,
        A0 = thread->A0,
        A1 = thread->A1,
        A2 = thread->A2,
        A3 = thread->A3,
        A4 = thread->A4,
        A5 = thread->A5,
        A6 = thread->A6,
        A7 = thread->A7,
        H0 = thread->Handle(0),
        H1 = thread->Handle(1),
        H2 = thread->Handle(2),
        H3 = thread->Handle(3),
    };

    public readonly bool Equals(in SystemCallRegisters other) => AsWords(in this).SequenceEqual(AsWords(in other));

    private static ReadOnlySpan<ulong> AsWords(in SystemCallRegisters registers)
        => MemoryMarshal.Cast<SystemCallRegisters, ulong>(new ReadOnlySpan<SystemCallRegisters>(in registers));

    /// <summary>Puts them into a thread's.</summary>
    internal readonly unsafe void Put(ThreadContext* thread)
    {
        thread->Number = Number;
        thread->A0 = A0;
        thread->A1 = A1;
        thread->A2 = A2;
        thread->A3 = A3;
        thread->A4 = A4;
        thread->A5 = A5;
        thread->A6 = A6;
        thread->A7 = A7;
        thread->SetHandle(0, H0);
        thread->SetHandle(1, H1);
        thread->SetHandle(2, H2);
        thread->SetHandle(3, H3);
    }
}
