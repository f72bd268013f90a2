using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Registers of a device, mapped into this process.</summary>
// SAFETY: what is read and written was mapped, and offsets are below the size.
internal readonly unsafe struct Registers(ulong address)
{
    /// <summary>Maps device memory.</summary>
    /// <param name="physical">On a page's alignment.</param>
    public static bool TryMap(ref Test test, ulong physical, ulong pages, CachePolicy cache, out Registers registers)
    {
        registers = default;
        ulong at = Addresses.Take(pages);
        if (!test.Ok(Kernel.CreateDeviceMemory(World.Budget, Startup.Block.DeviceMemory, physical / MemoryLayout.PageSize, pages, cache,
                out Handle<MemoryObject> memory))
            || !test.Ok(Kernel.Map(World.Space, memory, at, 0, pages, Protection.ReadWrite)))
            return false;
        registers = new Registers(at);
        return true;
    }

    public uint Read32(uint offset) => Volatile.Read(ref *(uint*)(address + offset));
    public void Write32(uint offset, uint value) => Volatile.Write(ref *(uint*)(address + offset), value);
    public ushort Read16(uint offset) => Volatile.Read(ref *(ushort*)(address + offset));
    public void Write16(uint offset, ushort value) => Volatile.Write(ref *(ushort*)(address + offset), value);
    public void Write64(uint offset, ulong value) => Volatile.Write(ref *(ulong*)(address + offset), value);
    public ulong Read64(uint offset) => Volatile.Read(ref *(ulong*)(address + offset));
}
