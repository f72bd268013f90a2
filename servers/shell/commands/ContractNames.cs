using System;
using System.Globalization;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Displays;
using Diesis.Contracts.Files;
using Diesis.Contracts.Input;
using Diesis.Contracts.Log;
using Diesis.Contracts.Pager;
using Diesis.Contracts.Permissions;
using Diesis.Contracts.Processes;
using Diesis.Contracts.Serial;
using Diesis.Contracts.Terminals;
using Diesis.Contracts.Time;

namespace Diesis.Servers.Shell.Commands;

/// <summary>What contracts are called whose hashes stand in manifests.</summary>
public static class ContractNames
{
    private static readonly (ulong Hash, string Name)[] All =
    [
        (BrokerContract.ExpectedHash, "IBroker"), (ProcessesContract.ExpectedHash, "IProcesses"), (PermissionsContract.ExpectedHash, "IPermissions"), (QuestionContract.ExpectedHash, "IQuestion"),
        (LogContract.ExpectedHash, "ILog"), (PagerContract.ExpectedHash, "IPager"), (PageStoreContract.ExpectedHash, "IPageStore"),
        (VfsContract.ExpectedHash, "IVfs"), (FileSystemContract.ExpectedHash, "IFileSystem"), (FolderContract.ExpectedHash, "IFolder"), (FileContract.ExpectedHash, "IFile"),
        (BlockDeviceContract.ExpectedHash, "IBlockDevice"), (BlockDevicesContract.ExpectedHash, "IBlockDevices"), (EntropySourceContract.ExpectedHash, "IEntropySource"),
        (PciDevicesContract.ExpectedHash, "IPciDevices"), (PciFunctionContract.ExpectedHash, "IPciFunction"), (PciListingContract.ExpectedHash, "IPciListing"),
        (DisplayContract.ExpectedHash, "IDisplay"), (InputDeviceContract.ExpectedHash, "IInputDevice"), (SerialLineContract.ExpectedHash, "ISerialLine"), (TerminalContract.ExpectedHash, "ITerminal"),
        (WallClockContract.ExpectedHash, "IWallClock"),
    ];

    /// <returns>Its hash, for one that this program does not know.</returns>
    public static string Of(ulong hash)
    {
        foreach (var known in All) if (known.Hash == hash) return known.Name;
        return KindOf(hash) is { } kind ? $"{FileSystems}{kind}" : Unknown + hash.ToString("x16");
    }

    private const string FileSystems = "IFileSystem of ", Unknown = "0x";

    /// <summary>The hash that a name of this stands for.</summary>
    public static bool TryFind(string name, out ulong hash)
    {
        foreach (var known in All)
        {
            hash = known.Hash;
            if (known.Name == name) return true;
        }
        if (name.StartsWith(FileSystems, StringComparison.Ordinal)) return FileSystemKind.TryGet(name.Substring(FileSystems.Length), out hash);
        hash = 0;
        return name.StartsWith(Unknown, StringComparison.Ordinal) && ulong.TryParse(name.AsSpan(Unknown.Length), NumberStyles.AllowHexSpecifier, null, out hash);
    }

    /// <summary>Who keeps file systems of a kind offers a contract of its own: <see cref="FileSystemKind"/>.</summary>
    private static string? KindOf(ulong hash)
    {
        string kind = "";
        for (ulong letters = hash ^ FileSystemContract.ExpectedHash; letters != 0 && (letters & 0xff) != 0; letters >>= 8) kind += (char)(letters & 0xff);
        return FileSystemKind.TryGet(kind, out ulong same) && same == hash ? kind : null;
    }
}
