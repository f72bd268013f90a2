using System.Buffers.Binary;
using Diesis.Machines;
using Diesis.Tests;
using Xunit;

namespace Diesis.Kernel.Firmware.Acpi;

public class AcpiTablesFaultsTests
{
    private static bool TryDescribe(SampleMemory memory, out MachineDescription machine, out FirmwareErrors errors)
    {
        machine = default;
        errors = default;
        return AcpiTables.TryDescribe(memory, new PhysicalAddress(memory.Extents[0].Start), ref machine, ref errors);
    }

    private static (string Table, FirmwareFault Fault) TheOne(FirmwareErrors errors)
    {
        Assert.Equal(1, errors.Total);
        Span<byte> name = stackalloc byte[4];
        errors.First[0].WriteTableName(name);
        return (System.Text.Encoding.ASCII.GetString(name), errors.First[0].Fault);
    }

    /// <summary>A MADT's body: local APIC, flags, entries.</summary>
    private static byte[] Madt(params byte[][] entries)
        => [0, 0, 0xe0, 0xfe, 1, 0, 0, 0, .. entries.SelectMany(entry => entry)];

    private static byte[] Core(byte id) => [0, 8, id, id, 1, 0, 0, 0];

    private static byte[] X2Core(uint id)
    {
        byte[] entry = [9, 16, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(4), id);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(12), id);
        return entry;
    }

    private static byte[] Mcfg(params (ulong Base, byte First, byte Last)[] segments)
    {
        byte[] body = new byte[8 + 16 * segments.Length];
        for (int i = 0; i < segments.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(body.AsSpan(8 + 16 * i), segments[i].Base);
            body[8 + 16 * i + 10] = segments[i].First;
            body[8 + 16 * i + 11] = segments[i].Last;
        }
        return body;
    }

    [Fact]
    public void ATableWithAWrongChecksumIsLeftOutAndTheOthersAreRead()
    {
        var memory = new AcpiMemoryBuilder()
            .Add("APIC", Madt(Core(0))).Add("MCFG", Mcfg((0xe000_0000, 0, 255))).Build();
        memory.Extents[1].Bytes[40]++;
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(("APIC", FirmwareFault.BadChecksum), TheOne(errors));
        Assert.Equal(0, machine.Cores.Count);
        Assert.Equal(1, machine.PciSegments.Count);
    }

    [Theory]
    [InlineData(0, FirmwareFault.TooShort)]
    [InlineData(35, FirmwareFault.TooShort)]
    [InlineData(43, FirmwareFault.TooShort)]
    [InlineData(5000, FirmwareFault.Unreadable)]
    [InlineData(-1, FirmwareFault.TooLong)]
    public void ATableOfAnImpossibleLengthIsLeftOut(int length, FirmwareFault fault)
    {
        var memory = new AcpiMemoryBuilder().Add("APIC", Madt(Core(0))).Build();
        BinaryPrimitives.WriteInt32LittleEndian(memory.Extents[1].Bytes.AsSpan(4), length);
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(("APIC", fault), TheOne(errors));
        Assert.Equal(0, machine.Cores.Count);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0 }, FirmwareFault.EntryTooShort)]
    [InlineData(new byte[] { 0, 1 }, FirmwareFault.EntryTooShort)]
    [InlineData(new byte[] { 0 }, FirmwareFault.EntryBeyondEnd)]
    [InlineData(new byte[] { 0, 7, 0, 0, 0, 0, 0 }, FirmwareFault.EntryTooShort)]
    [InlineData(new byte[] { 0, 255, 1, 1, 1, 0, 0, 0 }, FirmwareFault.EntryBeyondEnd)]
    [InlineData(new byte[] { 2, 10, 0, 0, 2, 0, 0, 0, 2, 0 }, FirmwareFault.BadValue)]
    [InlineData(new byte[] { 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, FirmwareFault.BadAddress)]
    public void AMadtWithAFaultyEntryGivesNothing(byte[] entry, FirmwareFault fault)
    {
        var memory = new AcpiMemoryBuilder().Add("APIC", Madt(Core(0), entry)).Build();
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(("APIC", fault), TheOne(errors));
        Assert.Equal(44u + 8, errors.First[0].Offset);
        Assert.Equal(0, machine.Cores.Count);
    }

    [Fact]
    public void AnEntryOfAnUnknownKindIsPassedOver()
    {
        var memory = new AcpiMemoryBuilder().Add("APIC", Madt([0x7f, 3, 1], Core(5))).Build();
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(0, errors.Total);
        Assert.Equal(5UL, machine.Cores.Items[0].HardwareId);
    }

    [Fact]
    public void CoresBeyondTheMostAreReported()
    {
        var cores = Enumerable.Range(0, CoreNumber.Most + 1).Select(id => X2Core((uint)id)).ToArray();
        var memory = new AcpiMemoryBuilder().Add("APIC", Madt(cores)).Build();
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(("APIC", FirmwareFault.TooMany), TheOne(errors));
        Assert.Equal(CoreNumber.Most, machine.Cores.Count);
    }

    [Fact]
    public void ACoreListedTwiceIsTakenOnce()
    {
        var memory = new AcpiMemoryBuilder().Add("APIC", Madt(Core(3), X2Core(3))).Build();
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(("APIC", FirmwareFault.Duplicate), TheOne(errors));
        Assert.Equal(1, machine.Cores.Count);
    }

    [Fact]
    public void EmptyPlacesAndDisabledCoresAreCountedOnly()
    {
        var memory = new AcpiMemoryBuilder()
            .Add("APIC", Madt(Core(0), Core(0xff), [0, 8, 1, 1, 0, 0, 0, 0], X2Core(uint.MaxValue))).Build();
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(0, errors.Total);
        Assert.Equal((1, 3), (machine.Cores.Count, machine.DisabledCores));
    }

    [Fact]
    public void AListThatNamesItselfAndATableTwiceEnds()
    {
        var memory = new AcpiMemoryBuilder().Add("APIC", Madt(Core(0))).List(0x10_0000).List(0).Build();
        var (list, bytes) = memory.Extents[^1];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(36 + 16), list);
        AcpiMemoryBuilder.SetChecksum(bytes, 9);
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(("APIC", FirmwareFault.Duplicate), TheOne(errors));
        Assert.Equal(1, machine.Cores.Count);
    }

    [Fact]
    public void AnAddressOutsideMemoryIsReportedAtItsPlace()
    {
        var memory = new AcpiMemoryBuilder().Add("APIC", Madt(Core(0))).List(ulong.MaxValue - 7).Build();
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(("XSDT", FirmwareFault.Unreadable), TheOne(errors));
        Assert.Equal(44u, errors.First[0].Offset);
        Assert.Equal(1, machine.Cores.Count);
    }

    [Fact]
    public void ABrokenXsdtLeavesTheRsdt()
    {
        var memory = new AcpiMemoryBuilder().Add("APIC", Madt(Core(0))).Build();
        memory.Extents[^1].Bytes[^1] ^= 1;
        memory.Extents.Add((0x5000, AcpiMemoryBuilder.Table("RSDT", [0, 0, 0x10, 0], 1)));
        memory.Extents[0] = (memory.Extents[0].Start, AcpiMemoryBuilder.RootPointer(0x5000, memory.Extents[^2].Start));
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal(("XSDT", FirmwareFault.BadChecksum), TheOne(errors));
        Assert.Equal(1, machine.Cores.Count);
    }

    [Theory]
    [InlineData(0, FirmwareFault.BadSignature)]
    [InlineData(9, FirmwareFault.BadChecksum)]
    [InlineData(33, FirmwareFault.BadChecksum)]
    public void ADamagedRootPointerIsRefused(int at, FirmwareFault fault)
    {
        var memory = new AcpiMemoryBuilder().Add("APIC", Madt(Core(0))).Build();
        memory.Extents[0].Bytes[at] ^= 0x10;
        Assert.False(TryDescribe(memory, out _, out var errors));
        Assert.Equal(("RSD ", fault), TheOne(errors));
    }

    [Fact]
    public void SegmentsThatOverlapOrRunBackwardsAreLeftOut()
    {
        var memory = new AcpiMemoryBuilder()
            .Add("MCFG", Mcfg((0xe000_0000, 0, 127), (0xd000_0000, 127, 255), (0xc000_0000, 255, 254),
                (0xffff_ffff_fff0_0000, 200, 255), (0xe000_0000, 128, 255))).Build();
        Assert.True(TryDescribe(memory, out var machine, out var errors));
        Assert.Equal([FirmwareFault.Overlap, FirmwareFault.BadValue, FirmwareFault.BadAddress],
            errors.First.ToArray().Select(error => error.Fault));
        Assert.Equal([(0, 127), (128, 255)],
            machine.PciSegments.Items.ToArray().Select(segment => ((int)segment.FirstBus, (int)segment.LastBus)));
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        var memory = SampleMemory.Load("q35-numa.acpi");
        TryDescribe(memory, out _, out _);
        PhysicalAddress root = new(memory.Extents[0].Start);
        MachineDescription machine = default;
        FirmwareErrors errors = default;
        var reader = new ArrayReader(memory.Extents.ToArray());
        AcpiTables.TryDescribe(reader, root, ref machine, ref errors);
        machine = default;
        long before = GC.GetAllocatedBytesForCurrentThread();
        AcpiTables.TryDescribe(reader, root, ref machine, ref errors);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(4, machine.Cores.Count);
    }

    private readonly struct ArrayReader((ulong Start, byte[] Bytes)[] extents) : IPhysicalReader
    {
        public bool TryView(PhysicalAddress start, ulong length, out ReadOnlySpan<byte> bytes)
        {
            bytes = default;
            foreach (var (first, content) in extents)
            {
                if (start.Value < first || start.Value - first + length > (ulong)content.Length) continue;
                bytes = content.AsSpan((int)(start.Value - first), (int)length);
                return true;
            }
            return false;
        }
    }
}
