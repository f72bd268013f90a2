using System.Buffers.Binary;
using Diesis.Machines;
using Diesis.Tests;
using Xunit;

namespace Diesis.Kernel.Firmware.Acpi;

public class AcpiTablesFuzzTests
{
    private const int Iterations = 6_000;

    [Theory]
    [InlineData("pc.acpi")]
    [InlineData("q35-numa.acpi")]
    [InlineData("q35-uefi.acpi")]
    [InlineData("virt2.acpi")]
    [InlineData("virt3.acpi")]
    public void DamagedTablesGiveErrorsOrAValidDescription(string sample)
    {
        var original = SampleMemory.Load(sample);
        Fuzzing.Run(Iterations, fuzzing =>
        {
            var memory = new SampleMemory([.. original.Extents]);
            for (int i = fuzzing.Next(3); i >= 0; i--) DamageOne(memory, fuzzing);

            MachineDescription machine = default;
            FirmwareErrors errors = default;
            PhysicalAddress root = new(memory.Extents[0].Start);
            bool isRead = AcpiTables.TryDescribe(memory, root, ref machine, ref errors);
            Assert.True(isRead || errors.Total != 0);
            MachineDescriptionInvariants.AssertHold(machine);
        });
    }

    /// <summary>Damages a table; three times in four its checksum is put right again, so that the damage is
    /// seen.</summary>
    private static void DamageOne(SampleMemory memory, Fuzzing fuzzing)
    {
        int index = fuzzing.Next(memory.Extents.Count);
        var (start, bytes) = memory.Extents[index];
        bytes = fuzzing.Mutate(bytes);
        if (fuzzing.Next(4) != 0) Repair(bytes, isRoot: index == 0, keepLength: fuzzing.Next(4) != 0);
        memory.Extents[index] = (start, bytes);
    }

    private static void Repair(byte[] bytes, bool isRoot, bool keepLength)
    {
        if (isRoot)
        {
            if (bytes.Length >= 20) AcpiMemoryBuilder.SetChecksum(bytes.AsSpan(0, 20), 8);
            if (bytes.Length >= 36) AcpiMemoryBuilder.SetChecksum(bytes, 32);
            return;
        }
        if (bytes.Length < 36) return;
        if (keepLength) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length);
        AcpiMemoryBuilder.SetChecksum(bytes, 9);
    }
}
