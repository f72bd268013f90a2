using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Emulation;

/// <summary>
/// Finds out whether the host's processor can run guests. That <c>/dev/kvm</c> opens proves little: inside other
/// virtual machines it may be there and fail or hang later. So a guest of three instructions is run, once per start of
/// the host.
/// </summary>
internal sealed class KvmProbe(Repository repository)
{
    private const string Device = "/dev/kvm";

    /// <summary>What isa-debug-exit makes of the 0x10 that the guest writes.</summary>
    private const int GoodExitCode = 0x10 << 1 | 1;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public async Task<bool> Works(Architecture architecture, CancellationToken cancel)
    {
        if (architecture != Architecture.X86_64 || !File.Exists(Device)) return false;
        var folder = repository.BuiltFolder("doctor");
        var answer = Path.Combine(folder, "kvm");
        var start = await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id", cancel);
        var key = $"{start.Trim()} {Environment.UserName} ";
        if (File.Exists(answer) && await File.ReadAllTextAsync(answer, cancel) is var known
            && known.StartsWith(key, StringComparison.Ordinal))
        {
            return known.EndsWith("yes", StringComparison.Ordinal);
        }
        var works = await RunGuest(Path.Combine(folder, "kvm-probe.rom"), cancel);
        await File.WriteAllTextAsync(answer, key + (works ? "yes" : "no"), cancel);
        return works;
    }

    private static async Task<bool> RunGuest(string rom, CancellationToken cancel)
    {
        await File.WriteAllBytesAsync(rom, Rom(), cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            var result = await new HostCommand("qemu-system-x86_64", "-accel", "kvm", "-cpu", "host", "-m", "16M",
                "-bios", rom, "-nodefaults", "-display", "none",
                "-device", "isa-debug-exit,iobase=0xf4,iosize=0x04").Run(limit.Token);
            return result.ExitCode == GoodExitCode;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>A firmware that ends the machine: a PC starts 16 bytes below the end of its ROM.</summary>
    private static byte[] Rom()
    {
        var rom = new byte[64 << 10];
        byte[] code = [0xb0, 0x10, 0xe6, 0xf4, 0xf4]; // mov al, 0x10; out 0xf4, al; hlt
        code.CopyTo(rom, rom.Length - 16);
        return rom;
    }
}
