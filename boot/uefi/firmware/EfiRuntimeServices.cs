namespace Diesis.Boot.Uefi.Firmware;

/// <summary>The firmware's functions that outlast boot services. UEFI 2.10, 4.5.</summary>
// SAFETY: the firmware made the tables that these functions are in; they are called as its specification says,
// before boot services are left.
public readonly struct EfiRuntimeServices
{
    private readonly EfiTableHeader _header;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiTime*, void*, EfiStatus> _getTime;
    private readonly nint _setTime;
    private readonly nint _getWakeupTime;
    private readonly nint _setWakeupTime;
    private readonly nint _setVirtualAddressMap;
    private readonly nint _convertPointer;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <char*, EfiGuid*, uint*, nuint*, byte*, EfiStatus> _getVariable;
    private readonly nint _getNextVariableName;
    private readonly nint _setVariable;
    private readonly nint _getNextHighMonotonicCount;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <EfiReset, EfiStatus, nuint, void*, void> _resetSystem;

    public unsafe EfiStatus GetTime(out EfiTime time)
    {
        fixed (EfiTime* place = &time) return _getTime(place, null);
    }

    /// <param name="name">Ends with a 0 character.</param>
    /// <param name="size">In: bytes there is room for. Out: bytes that the variable has.</param>
    public unsafe EfiStatus GetVariable(char* name, EfiGuid vendor, ref nuint size, byte* content)
    {
        uint attributes;
        fixed (nuint* sizePlace = &size) return _getVariable(name, &vendor, &attributes, sizePlace, content);
    }

    public unsafe void ResetSystem(EfiReset kind) => _resetSystem(kind, EfiStatus.LoadError, 0, null);
}

/// <summary>UEFI 2.10, 8.5.1, EFI_RESET_TYPE.</summary>
public enum EfiReset : uint
{
    Cold = 0,
}
