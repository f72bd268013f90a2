using Diesis.Machines;

namespace Diesis.Boot;

/// <summary>
/// What the kernel knows when it starts, whoever started it. Each way in (Limine's protocol, Multiboot2) fills one;
/// nothing after that asks which it was. It holds copies only: no pointer into memory of the loader.
/// </summary>
public struct BootInfo
{
    /// <summary>The loader's name and version, for the log.</summary>
    public BootText64 Loader;

    public BootText1024 CommandLine;

    /// <summary>Where the loader made physical memory visible; valid until the kernel's own page tables are in
    /// use.</summary>
    public ulong LoaderDirectMap;

    /// <summary>Memory from here on may be missing from <see cref="LoaderDirectMap"/>.</summary>
    public PhysicalAddress LoaderDirectMapEnd;

    /// <summary>Where the kernel's image starts, in the address space and in memory.</summary>
    public VirtualAddress KernelBase;
    public PhysicalAddress KernelPhysicalBase;

    /// <summary>The root pointer of ACPI (RSDP), or zero.</summary>
    public PhysicalAddress AcpiRoot;

    /// <summary>A flattened device tree, or zero.</summary>
    public PhysicalAddress DeviceTree;

    public FramebufferInfo Framebuffer;
    public MemoryMap Memory;
    public ModuleList Modules;

    /// <summary>The machine's cycle counter at the kernel's first instruction.</summary>
    public ulong EntryCycles;

    /// <summary>What time it was then, by the loader's word: seconds since 1970, UTC; 0 when it did not say.</summary>
    public ulong EntryUnixSeconds;
}

/// <summary>A screen as memory: lines of pixels of one fixed format.</summary>
public struct FramebufferInfo
{
    public PhysicalAddress Address;
    public uint Width, Height;

    /// <summary>Bytes from one line to the next.</summary>
    public uint Pitch;
    public byte BitsPerPixel;
    public byte RedShift, RedBits, GreenShift, GreenBits, BlueShift, BlueBits;

    public readonly bool IsPresent => Width != 0;

    /// <summary>Can this be a screen at all? Sizes come from firmware through loaders, so nobody vouches for
    /// them.</summary>
    public readonly bool IsPossible
        => !Address.IsZero && Address.Value < PhysicalAddress.SpaceEnd
           && Width is > 0 and <= MostPixels && Height is > 0 and <= MostPixels && BitsPerPixel is 15 or 16 or 24 or 32
           && Pitch >= Width * (uint)((BitsPerPixel + 7) / 8) && Pitch <= MostPixels * sizeof(uint)
           && RedShift + RedBits <= 32 && GreenShift + GreenBits <= 32 && BlueShift + BlueBits <= 32;

    private const uint MostPixels = 32768;
}
