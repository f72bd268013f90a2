using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Devices;
using Diesis.Devices.Pci;

namespace Diesis.Servers.Pci;

/// <summary>Gives functions out, and takes them back. Calls and ends of drivers come on threads of their own: all that touches functions is done under <see cref="Gate"/>.</summary>
internal sealed class PciOffice(PciSlots slots)
{
    private const int NanosecondsPerMillisecond = 1_000_000;

    /// <summary>Functions that begin anew, and what is done then.</summary>
    private readonly Dictionary<PciSlot, TaskCompletionSource> _resets = [];

    /// <summary>What functions may still know that PCI cannot have begin anew.</summary>
    private readonly Dictionary<PciSlot, DrivenFunction> _former = [];

    /// <summary>Tables of messages, by their first page: they lie where they lie, whoever drives.</summary>
    private readonly Dictionary<ulong, MappedRegisters> _tables = [];

    public Lock Gate { get; } = new();
    public PciSlots Slots => slots;

    /// <summary>Gives a function to a driver, when it has begun anew.</summary>
    /// <param name="driver">Its badge.</param>
    public async ValueTask<Result<DrivenFunction>> Take(ushort vendor, ushort kind, uint classes, uint classMask, ulong driver)
    {
        PciSlot? slot;
        bool sleeps;
        while (true)
        {
            Task reset;
            lock (Gate)
            {
                slot = slots.Find(vendor, kind, classes, classMask);
                if (slot == null) return Status.NotSupported;
                if (slot.State == SlotState.Free && !slot.IsUnused && !BeginReset(slot, null)) continue;
                if (slot.State == SlotState.Free)
                {
                    sleeps = slot.Take(driver);
                    break;
                }
                reset = _resets[slot].Task;
            }
            await reset.ConfigureAwait(false);
        }
        if (sleeps) await Task.Delay((int)(PciControl.PowerUpNs / NanosecondsPerMillisecond)).ConfigureAwait(false);
        return new DrivenFunction(this, slot);
    }

    /// <summary>Takes a function back: from now on it reaches no memory. What its driver was given of it goes when it has begun anew.</summary>
    public void TakeBack(DrivenFunction function)
    {
        lock (Gate)
        {
            if (function.TryEnd() && !BeginReset(function.Slot, function)) _former[function.Slot] = function;
        }
    }

    /// <summary>A driver has reset its function by the function's own registers.</summary>
    public void ForgetFormer(PciSlot slot)
    {
        if (_former.Remove(slot, out DrivenFunction? former)) former.Release();
    }

    public Status MapTable(ulong start, ulong pages, out MappedRegisters? table)
    {
        if (_tables.TryGetValue(start, out table)) return Status.Ok;
        Status status = DevicePages.Map(start, pages, out table);
        if (status == Status.Ok) _tables.Add(start, table!);
        return status;
    }

    /// <returns>False: it cannot, and is free at once.</returns>
    private bool BeginReset(PciSlot slot, DrivenFunction? last)
    {
        if (!slot.BeginReset()) return false;
        _resets[slot] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        EndReset(slot, last);
        return true;
    }

    private async void EndReset(PciSlot slot, DrivenFunction? last)
    {
        await Task.Delay((int)(PciControl.ResetNs / NanosecondsPerMillisecond)).ConfigureAwait(false);
        lock (Gate)
        {
            slot.EndReset();
            last?.Release();
            if (_resets.Remove(slot, out TaskCompletionSource? reset)) reset.SetResult();
        }
    }
}
