using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Devices;
using Diesis.Devices;
using Diesis.Devices.Pci;

namespace Diesis.Servers.Pci;

/// <summary>A function in the hands of a driver, and all that the driver was given of it.</summary>
/// <remarks>Invariant: what it gave out it has handles of itself, until the function is kept from memory and begins anew.</remarks>
internal sealed class DrivenFunction(PciOffice office, PciSlot slot) : IPciFunction
{
    private readonly Dictionary<uint, Handle<Interrupt>> _messages = [];
    private readonly Dictionary<uint, Handle<DmaSpace>> _spaces = [];
    private MappedRegisters? _table;
    private bool _isOver;

    public PciSlot Slot => slot;

    public Status Tell(out PciFunctionInfo info)
    {
        lock (office.Gate) info = PciSlots.Describe(slot);
        return Status.Ok;
    }

    public Status ReadRegisters(Span<uint> registers)
    {
        lock (office.Gate)
        {
            if (_isOver) return Status.PeerClosed;
            for (int i = 0; i < registers.Length; i++)
                registers[i] = i * sizeof(uint) < slot.Space.BytesPerFunction ? slot.Space.Read(slot.Function.Address, i * sizeof(uint)) : 0;
        }
        return Status.Ok;
    }

    public Status OpenRange(uint range, uint firstPage, uint pages, out Handle<MemoryObject> memory)
    {
        memory = default;
        lock (office.Gate)
        {
            if (_isOver) return Status.PeerClosed;
            Status status = RangePages.TryFind(office.Slots, slot, range, firstPage, pages, out ulong start);
            return status == Status.Ok ? DevicePages.Open(start, pages, out memory) : status;
        }
    }

    public Status OpenMessage(uint message, uint core, out Handle<Interrupt> interrupt)
    {
        interrupt = default;
        lock (office.Gate)
        {
            if (_isOver) return Status.PeerClosed;
            if (_messages.ContainsKey(message)) return Status.BadState;
            if (core >= Startup.Block.CoreCount || core >= StartBlock.MostCores) return Status.OutOfRange;
            bool hasTable = MessageTable.TryFind(slot.Space, slot.Function, out MessageTable table);
            bool hasRegisters = MessageRegisters.TryFind(slot.Function, out MessageRegisters registers);
            if (!hasTable && !hasRegisters) return Status.NotSupported;
            if (message >= (hasTable ? (uint)table.Count : 1)) return Status.OutOfRange;
            Status status = hasTable && _table == null ? TurnOn(table) : Status.Ok;
            Handle<Interrupt> own = default;
            ulong address = 0, data = 0;
            if (status == Status.Ok) status = Kernel.CreateMessageInterrupt(Startup.Block.Budgets[(int)core], Startup.Block.Interrupts, out own, out address, out data);
            if (status != Status.Ok) return status;
            _messages.Add(message, own);
            if (hasTable) MessageTable.Write(_table!, (int)message, address, (uint)data);
            else if (!registers.TryTurnOn(slot.Space, address, (uint)data)) return Status.NotSupported;
            return Hand(own, Rights.Manage, out interrupt);
        }
    }

    private Status TurnOn(MessageTable table)
    {
        ulong start = table.Range.Start + table.Offset, first = start / MemoryLayout.PageSize * MemoryLayout.PageSize;
        ulong pages = (start + table.Bytes - first + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
        Status status = office.MapTable(first, pages, out MappedRegisters? mapped);
        if (status != Status.Ok) return status;
        _table = mapped!.Part((int)(start - first), (int)table.Bytes);
        table.TurnOn(slot.Space, _table);
        return Status.Ok;
    }

    public Status OpenMemory(uint core, out Handle<DmaSpace> space)
    {
        space = default;
        lock (office.Gate)
        {
            if (_isOver) return Status.PeerClosed;
            if (core >= Startup.Block.CoreCount || core >= StartBlock.MostCores) return Status.OutOfRange;
            if (!_spaces.TryGetValue(core, out Handle<DmaSpace> own))
            {
                Status status = Kernel.CreateDmaSpace(Startup.Block.Budgets[(int)core], Startup.Block.DeviceMemory, out own);
                if (status != Status.Ok) return status;
                _spaces.Add(core, own);
            }
            return Hand(own, Rights.Map, out space);
        }
    }

    private static Status Hand<T>(Handle<T> own, Rights rights, out Handle<T> handed) where T : struct, IObject
    {
        Status status = Kernel.Clone(own, rights | Rights.Transfer, 0, out Handle clone);
        handed = new(clone);
        return status;
    }

    public Status Begin()
    {
        lock (office.Gate)
        {
            if (_isOver) return Status.PeerClosed;
            office.ForgetFormer(slot);
            slot.Begin();
        }
        return Status.Ok;
    }

    /// <summary>The driver is done, or has ended.</summary>
    public void Dispose() => office.TakeBack(this);

    /// <summary>Nothing more is given out.</summary>
    /// <returns>False: that was so already.</returns>
    public bool TryEnd()
    {
        bool wasOver = _isOver;
        _isOver = true;
        return !wasOver;
    }

    /// <summary>Gives back what the function can reach no more, or its next driver has made it forget.</summary>
    public void Release()
    {
        foreach (Handle<Interrupt> message in _messages.Values) _ = Kernel.Release(message);
        foreach (Handle<DmaSpace> space in _spaces.Values) _ = Kernel.Release(space);
        _messages.Clear();
        _spaces.Clear();
    }
}
