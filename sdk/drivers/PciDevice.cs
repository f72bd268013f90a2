using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Devices;
using Diesis.Devices.Pci;
using Diesis.Devices.Virtio;

namespace Diesis.Drivers;

/// <summary>A function on PCI that this process drives.</summary>
public sealed unsafe class PciDevice
{
    private readonly IPciFunction _function;
    private readonly Dictionary<uint, Handle<DmaSpace>> _spaces = [];

    private PciDevice(IPciFunction function, PciFunction described, IConfigurationSpace registers)
    {
        _function = function;
        Function = described;
        Registers = registers;
    }

    /// <summary>What it says of itself.</summary>
    public PciFunction Function { get; }

    /// <summary>Its registers as they were when it was taken.</summary>
    public IConfigurationSpace Registers { get; }

    /// <summary>Takes the first function of a kind that nobody drives.</summary>
    /// <returns>As <see cref="IPciDevices.Take"/>.</returns>
    public static Status TryTake(PciDevicesClient devices, ushort vendor, ushort kind, out PciDevice? device)
    {
        device = null;
        Result<IPciFunction> taken = devices.TakeNow(vendor, kind, 0, 0, Startup.Block.Thread);
        if (!taken.TryGet(out IPciFunction function)) return taken.Status;
        Status status = function.Tell(out PciFunctionInfo info);
        var registers = new RegisterCopy();
        if (status == Status.Ok) status = function.ReadRegisters(registers.Words);
        if (status == Status.Ok) device = new(function, Describe(in info, registers), registers);
        else function.Dispose();
        return status;
    }

    private static PciFunction Describe(in PciFunctionInfo info, IConfigurationSpace registers)
    {
        PciAddress address = new(info.Segment, info.Bus, info.Device, info.Function);
        List<PciRange> ranges = [];
        for (int i = 0; i < PciFunctionInfo.MostRanges; i++)
        {
            PciRangeInfo range = info.Ranges[i];
            if (range.Bytes == 0) continue;
            ranges.Add(new(i, range.Use == PciRangeUse.Ports ? PciRangeKind.Ports : PciRangeKind.Memory, range.Start, range.Bytes, range.Use == PciRangeUse.Prefetchable));
        }
        return new()
        {
            Address = address, Vendor = info.Vendor, Device = info.Kind, SubsystemVendor = info.SubsystemVendor, SubsystemDevice = info.SubsystemKind,
            Class = info.Class, Revision = info.Revision, Ranges = ranges, Capabilities = CapabilityReader.Read(registers, address, []),
        };
    }

    /// <summary>Maps a part of one of its ranges, for good.</summary>
    /// <param name="place">Inside of the range.</param>
    /// <returns>As <see cref="IPciFunction.OpenRange"/>, or what the kernel said.</returns>
    public Status Map(RegisterPlace place, [NotNull] out MappedRegisters? registers)
    {
        registers = new(null, 0);
        // The device has none of this kind.
        if (place.Bytes == 0) return Status.Ok;
        if (!Function.TryFindRange(place.Range, out PciRange range)) return Status.OutOfRange;
        ulong start = range.Start % MemoryLayout.PageSize + place.Offset, first = start / MemoryLayout.PageSize;
        ulong pages = (start + place.Bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize - first;
        Status status = _function.OpenRange((uint)place.Range, (uint)first, (uint)pages, out Handle<MemoryObject> memory);
        if (status != Status.Ok) return status;
        ulong at = AddressRanges.Take(pages);
        status = at == 0 ? Status.OutOfMemory : Kernel.Map(Startup.Block.Space, memory, at, 0, pages, Protection.ReadWrite);
        // SAFETY: mapped just now, at addresses that are nobody else's; the mapping stays, and so does the handle that it was made by.
        if (status == Status.Ok) registers = new((void*)(at + start % MemoryLayout.PageSize), (int)place.Bytes);
        return status;
    }

    /// <summary>Has a message of the function's signal a notification of this process.</summary>
    /// <param name="interrupt">To be acknowledged (<see cref="IKernel.AcknowledgeInterrupt"/>) each time it has come, and before the first time.</param>
    public Status OpenMessage(uint message, Handle<Notification> notification, ulong bits, out Handle<Interrupt> interrupt)
    {
        Status status = _function.OpenMessage(message, OwnCore, out interrupt);
        return status == Status.Ok ? Kernel.BindInterrupt(interrupt, notification, bits) : status;
    }

    /// <summary>Shows memory to the function, all of it.</summary>
    /// <param name="memory">Contiguous, with the rights to read, to write and to inspect it.</param>
    /// <param name="shown">By what the function knows it.</param>
    public Status Show(Handle<MemoryObject> memory, out ShownMemory shown)
    {
        shown = default;
        Status status = Kernel.Query(memory, out ObjectInfo info);
        Handle<DmaSpace> space = default;
        if (status == Status.Ok) status = SpaceOf(info.Core, out space);
        ulong address = 0;
        if (status == Status.Ok) status = Kernel.MapDma(space, memory, 0, info.Detail0, out address);
        if (status == Status.Ok) shown = new(space, address, info.Detail0 * MemoryLayout.PageSize);
        return status;
    }

    private Status SpaceOf(uint core, out Handle<DmaSpace> space)
    {
        lock (_spaces)
        {
            if (_spaces.TryGetValue(core, out space)) return Status.Ok;
            Status status = _function.OpenMemory(core, out space);
            if (status == Status.Ok) _spaces.Add(core, space);
            return status;
        }
    }

    /// <summary>As <see cref="IPciFunction.Begin"/>.</summary>
    public Status Begin() => _function.Begin();

    /// <summary>It is driven by somebody else, or nobody.</summary>
    public void GiveUp() => _function.Dispose();

    public static uint OwnCore => Kernel.Query(Startup.Block.Process, out ObjectInfo info) == Status.Ok ? info.Core : 0;
}

/// <summary>Memory that a function sees.</summary>
public readonly struct ShownMemory(Handle<DmaSpace> space, ulong address, ulong bytes)
{
    /// <summary>By which the function addresses its first byte.</summary>
    public ulong Address { get; } = address;
    public ulong Bytes { get; } = bytes;

    /// <summary>The function does not use it any more.</summary>
    public void Hide() => _ = Kernel.UnmapDma(space, Address);
}
