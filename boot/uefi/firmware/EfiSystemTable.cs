using System;

namespace Diesis.Boot.Uefi.Firmware;

/// <summary>All that the firmware offers. UEFI 2.10, 4.3.</summary>
public readonly struct EfiSystemTable
{
    public readonly EfiTableHeader Header;
    public readonly unsafe char* Vendor;
    public readonly uint VendorRevision;
    public readonly EfiHandle ConsoleInHandle;
    public readonly unsafe EfiTextInput* ConsoleIn;
    public readonly EfiHandle ConsoleOutHandle;
    public readonly unsafe EfiTextOutput* ConsoleOut;
    public readonly EfiHandle StandardErrorHandle;
    public readonly unsafe EfiTextOutput* StandardError;
    public readonly unsafe EfiRuntimeServices* RuntimeServices;
    public readonly unsafe EfiBootServices* BootServices;
    private readonly nuint _configurationTableCount;
    private readonly unsafe EfiConfigurationTable* _configurationTables;

    /// <summary>Where a table of another standard is, or null.</summary>
    public unsafe void* FindTable(EfiGuid name)
    {
        // SAFETY: the count and the array are the firmware's own, and stay until boot services are left.
        ReadOnlySpan<EfiConfigurationTable> tables = new(_configurationTables, (int)_configurationTableCount);
        foreach (ref readonly EfiConfigurationTable table in tables)
            if (table.Name == name) return table.Table;
        return null;
    }
}

/// <summary>UEFI 2.10, 4.6, EFI_CONFIGURATION_TABLE.</summary>
public readonly struct EfiConfigurationTable
{
    public readonly EfiGuid Name;
    public readonly unsafe void* Table;
}

/// <summary>Something that the firmware knows by a number of its own: a device, an image, an event.</summary>
public readonly struct EfiHandle
{
    private readonly nint _value;

    public bool IsNull => _value == 0;
}
