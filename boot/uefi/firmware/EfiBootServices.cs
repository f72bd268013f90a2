using Diesis.Machines;

namespace Diesis.Boot.Uefi.Firmware;

/// <summary>
/// The firmware's functions for programs such as this one, until boot services are left. UEFI 2.10, 4.4. Functions that
/// are not used stand here for the layout alone.
/// </summary>
/// <remarks>
/// <c>SuppressGCTransition</c> makes a call of the platform's calling convention, which is the firmware's, and nothing
/// around it: there is no collector that would have to know.
/// </remarks>
// SAFETY: the firmware made the tables that these functions are in; they are called as its specification says,
// before boot services are left.
public readonly struct EfiBootServices
{
    private readonly EfiTableHeader _header;
    private readonly nint _raiseTpl;
    private readonly nint _restoreTpl;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <EfiAllocation, EfiMemoryType, nuint, PhysicalAddress*, EfiStatus> _allocatePages;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<PhysicalAddress, nuint, EfiStatus> _freePages;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <nuint*, void*, nuint*, nuint*, uint*, EfiStatus> _getMemoryMap;
    private readonly nint _allocatePool;
    private readonly nint _freePool;
    private readonly nint _createEvent;
    private readonly nint _setTimer;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <nuint, EfiHandle*, nuint*, EfiStatus> _waitForEvent;
    private readonly nint _signalEvent;
    private readonly nint _closeEvent;
    private readonly nint _checkEvent;
    private readonly nint _installProtocolInterface;
    private readonly nint _reinstallProtocolInterface;
    private readonly nint _uninstallProtocolInterface;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <EfiHandle, EfiGuid*, void**, EfiStatus> _handleProtocol;
    private readonly nint _reserved;
    private readonly nint _registerProtocolNotify;
    private readonly nint _locateHandle;
    private readonly nint _locateDevicePath;
    private readonly nint _installConfigurationTable;
    private readonly nint _loadImage;
    private readonly nint _startImage;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <EfiHandle, EfiStatus, nuint, char*, EfiStatus> _exit;
    private readonly nint _unloadImage;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiHandle, nuint, EfiStatus> _exitBootServices;
    private readonly nint _getNextMonotonicCount;
    private readonly nint _stall;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <nuint, ulong, nuint, char*, EfiStatus> _setWatchdogTimer;
    private readonly nint _connectController;
    private readonly nint _disconnectController;
    private readonly nint _openProtocol;
    private readonly nint _closeProtocol;
    private readonly nint _openProtocolInformation;
    private readonly nint _protocolsPerHandle;
    private readonly nint _locateHandleBuffer;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <EfiGuid*, void*, void**, EfiStatus> _locateProtocol;

    /// <param name="address">In: what <paramref name="allocation"/> says. Out: where the pages are.</param>
    public unsafe EfiStatus AllocatePages(
        EfiAllocation allocation, EfiMemoryType type, ulong pages, ref PhysicalAddress address)
    {
        fixed (PhysicalAddress* place = &address) return _allocatePages(allocation, type, (nuint)pages, place);
    }

    public unsafe EfiStatus FreePages(PhysicalAddress address, ulong pages) => _freePages(address, (nuint)pages);

    /// <param name="size">In: bytes there is room for. Out: bytes that the map has.</param>
    /// <param name="key">Names this state of the map to <see cref="ExitBootServices"/>.</param>
    public unsafe EfiStatus GetMemoryMap(ref nuint size, byte* map, out nuint key, out nuint descriptorSize)
    {
        uint version;
        fixed (nuint* sizePlace = &size, keyPlace = &key, descriptorPlace = &descriptorSize)
            return _getMemoryMap(sizePlace, map, keyPlace, descriptorPlace, &version);
    }

    public unsafe EfiStatus WaitForEvent(EfiHandle signal)
    {
        nuint index;
        return _waitForEvent(1, &signal, &index);
    }

    /// <returns>Null when that handle does not have the protocol.</returns>
    public unsafe T* HandleProtocol<T>(EfiHandle handle, EfiGuid name) where T : unmanaged
    {
        void* found = null;
        return _handleProtocol(handle, &name, &found).IsError ? null : (T*)found;
    }

    /// <returns>Any one of this kind, or null.</returns>
    public unsafe T* LocateProtocol<T>(EfiGuid name) where T : unmanaged
    {
        void* found = null;
        return _locateProtocol(&name, null, &found).IsError ? null : (T*)found;
    }

    public unsafe EfiStatus ExitBootServices(EfiHandle image, nuint key) => _exitBootServices(image, key);

    /// <summary>Ends this program from wherever it is.</summary>
    public unsafe void Exit(EfiHandle image, EfiStatus status) => _ = _exit(image, status, 0, null);

    /// <summary>Firmware resets the machine five minutes after it started a program, unless told otherwise.</summary>
    public unsafe void StopWatchdog() => _ = _setWatchdogTimer(0, 0, 0, null);
}

/// <summary>UEFI 2.10, 7.2.1, EFI_ALLOCATE_TYPE.</summary>
public enum EfiAllocation : uint
{
    Anywhere = 0,

    /// <summary>Ending at or below the given address.</summary>
    Below = 1,
    Exactly = 2,
}
