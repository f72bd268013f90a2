using Diesis.Tools.Building;

namespace Diesis.Tools.Emulation;

/// <summary>What QEMU's exit code says about the guest.</summary>
internal static class GuestExit
{
    /// <summary>
    /// What the kernel adds to its status on a PC, where QEMU's own failure would be status 0 otherwise.
    /// </summary>
    private const int Base = 0x10;

    /// <summary>
    /// The guest's own status. QEMU's isa-debug-exit device turns a value v written to its port into the exit code
    /// (v &lt;&lt; 1) | 1; semihosting passes the guest's code on as it is. A machine that was switched off ends with
    /// 0.
    /// </summary>
    public static int Status(Architecture architecture, int exitCode) =>
        architecture == Architecture.X86_64 && (exitCode & 1) == 1 && exitCode >> 1 >= Base
            ? (exitCode >> 1) - Base : exitCode;
}
