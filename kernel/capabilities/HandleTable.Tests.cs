using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Machines;
using Diesis.Machines.Simulated;
using Xunit;

namespace Diesis.Tests.Kernel.Capabilities;

public unsafe class HandleTableTests
{
    /// <summary>The fast paths compare a place's key with whatever they are given, 0 too, and then its meaning.</summary>
    [Fact]
    public void AFreePlaceMeansNothing()
    {
        void* page = NativeMemory.AlignedAlloc((nuint)Page.Size, (nuint)Page.Size);
        NativeMemory.Clear(page, (nuint)Page.Size);
        HandleTable table = default;
        table.AddPage(page);
        var pattern = new HandleMeaning(ObjectType.Endpoint, HandleKind.Strong, Rights.Call, default);

        using SimulatedHardware hardware = SimulatedHardware.Alone(1 << 20);
        HandleEntry* entry = table.Add(new HandleEntry { Meaning = new HandleMeaning(ObjectType.Endpoint, HandleKind.Strong, Rights.All, default) });
        Assert.True(entry->Meaning.Matches(pattern));
        table.Remove(entry);

        Assert.Equal(0UL, entry->Key);
        Assert.False(entry->Meaning.Matches(pattern));
        NativeMemory.AlignedFree(page);
    }
}
