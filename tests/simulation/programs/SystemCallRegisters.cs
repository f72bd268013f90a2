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
}
