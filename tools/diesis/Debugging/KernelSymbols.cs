using System.Globalization;
using System.Text.RegularExpressions;
using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Debugging;

/// <summary>Tells gdb about a kernel: its symbols, where it lies in memory, and where its sources are.</summary>
internal static partial class KernelSymbols
{
    /// <summary>Where targets/kernel.ld links the kernel.</summary>
    private const ulong LinkAddress = 0xffff_ffff_8000_0000;

    /// <param name="loadAddress">Where the loader put it; null for where it was linked.</param>
    public static IEnumerable<string> GdbCommands(Repository repository, KernelImage kernel, ulong? loadAddress) =>
    [
        "set pagination off",
        "set confirm off",
        $"set substitute-path {Repository.MappedRoot} {repository.Root}/",
        $"symbol-file -o 0x{unchecked((loadAddress ?? LinkAddress) - LinkAddress):x} {kernel.WithSymbols}",
    ];

    /// <summary>
    /// Finds <c>kernel at v:ADDRESS</c> on a console, where the kernel says it if the loader moved it.
    /// </summary>
    public static ulong? LoadAddress(IEnumerable<string> console) =>
        console.Select(line => LoadAddressPattern().Match(line)).FirstOrDefault(match => match.Success) is { } found
            ? ulong.Parse(found.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("kernel at v:(?:0x)?([0-9a-f]{1,16})")]
    private static partial Regex LoadAddressPattern();
}
