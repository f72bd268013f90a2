using System.Runtime.InteropServices;
using Diesis.Boot.Uefi.Firmware;

namespace Diesis.Boot.Uefi.Memory;

/// <summary>A firmware's memory map for tests, with descriptors longer than known, as firmwares have them.</summary>
internal static class SampleEfiMap
{
    public const int DescriptorSize = 48;

    /// <summary>A machine of 128 MiB.</summary>
    public static byte[] Small => Of(
        (EfiMemoryType.BootServicesData, 0, 1),
        (EfiMemoryType.Conventional, 0x1000, 0x9f),
        (EfiMemoryType.Conventional, 0x10_0000, 0x1000),
        (EfiMemoryType.AcpiNvs, 0x110_0000, 8),
        (EfiMemoryType.LoaderData, 0x110_8000, 0x38),
        (EfiMemoryType.Conventional, 0x114_0000, 0x6000),
        (EfiMemoryType.RuntimeServicesData, 0x714_0000, 0x40),
        (EfiMemoryType.AcpiReclaim, 0x718_0000, 0x80),
        (EfiMemoryType.Reserved, 0x720_0000, 0x80),
        (EfiMemoryType.MemoryMappedIo, 0xfee0_0000, 1));

    public static byte[] Of(params (EfiMemoryType Type, ulong Start, ulong Pages)[] descriptors)
    {
        byte[] map = new byte[DescriptorSize * descriptors.Length];
        for (int i = 0; i < descriptors.Length; i++)
        {
            EfiMemoryDescriptor descriptor = new(descriptors[i].Type, new(descriptors[i].Start), descriptors[i].Pages);
            MemoryMarshal.Write(map.AsSpan(i * DescriptorSize), in descriptor);
        }
        return map;
    }
}
