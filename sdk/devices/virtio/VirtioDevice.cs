using System;

namespace Diesis.Devices.Virtio;

/// <summary>A device as its registers show it: it is begun anew, agreed with on features, given queues, and told of what stands in them.</summary>
/// <remarks>VIRTIO 1.2, 3.1 and 4.1.5. What the device says is a claim: what does not fit makes a call fail.</remarks>
public sealed class VirtioDevice<TRegisters>(TRegisters common, TRegisters notify, uint notifyDistance, TRegisters device) where TRegisters : IRegisterBlock
{
    /// <summary>A device that changes its registers all the time is not waited for.</summary>
    private const int MostReadings = 100;

    private int[] _notifyAt = [];

    /// <summary>What was agreed on.</summary>
    public ulong Features { get; private set; }

    /// <summary>The registers that are special to the kind of device.</summary>
    public TRegisters Device => device;

    public int QueueCount => common.Read16(CommonRegisters.QueueCount);

    /// <summary>Something went wrong there, and it does nothing until it is begun anew.</summary>
    public bool NeedsReset => (Status & DeviceStatus.NeedsReset) != 0;

    private DeviceStatus Status
    {
        get => (DeviceStatus)common.Read8(CommonRegisters.Status);
        set => common.Write8(CommonRegisters.Status, (byte)value);
    }

    /// <summary>Has it forget everything. It may go on using memory that it was given until <see cref="IsReset"/>.</summary>
    public void Reset()
    {
        Status = DeviceStatus.None;
        _notifyAt = [];
        Features = 0;
    }

    public bool IsReset => Status == DeviceStatus.None;

    /// <summary>Agrees on features with a device that was reset.</summary>
    /// <param name="wanted">Those that are used if it has them.</param>
    /// <returns>False: it does not have one of those needed, or does not want to be driven so.</returns>
    public bool TryAgree(ulong wanted, ulong needed)
    {
        Status = DeviceStatus.Acknowledged;
        Status = DeviceStatus.Acknowledged | DeviceStatus.HasDriver;
        needed |= VirtioFeature.Version1;
        ulong offered = OfferedFeatures();
        Features = offered & (wanted | needed);
        if ((needed & ~Features) != 0) return false;
        common.Write32(CommonRegisters.DriverFeatureSelect, 0);
        common.Write32(CommonRegisters.DriverFeatures, (uint)Features);
        common.Write32(CommonRegisters.DriverFeatureSelect, 1);
        common.Write32(CommonRegisters.DriverFeatures, (uint)(Features >> 32));
        Status = DeviceStatus.Acknowledged | DeviceStatus.HasDriver | DeviceStatus.FeaturesAgreed;
        if ((Status & DeviceStatus.FeaturesAgreed) == 0) return false;
        _notifyAt = new int[QueueCount];
        return true;
    }

    /// <summary>How many entries a queue can have; 0 when there is no such queue.</summary>
    public int MostEntries(int queue)
    {
        if (queue >= _notifyAt.Length) return 0;
        common.Write16(CommonRegisters.QueueSelect, (ushort)queue);
        return common.Read16(CommonRegisters.QueueSize);
    }

    /// <summary>Gives it a queue.</summary>
    /// <param name="message">The number of the message that tells of what it has done, or a negative number for none.</param>
    /// <returns>False: it has no such queue, none of so many entries, or no such message.</returns>
    public bool TryAdd(int queue, VirtualQueue memory, int message)
    {
        int most = MostEntries(queue);
        if (most < memory.Entries || common.Read16(CommonRegisters.QueueEnable) != 0) return false;
        ulong notifyAt = common.Read16(CommonRegisters.QueueNotifyPlace) * (ulong)notifyDistance;
        if (notifyAt > (ulong)notify.Bytes - sizeof(ushort) || notifyAt % sizeof(ushort) != 0) return false;
        common.Write16(CommonRegisters.QueueSize, (ushort)memory.Entries);
        if (!TrySetMessage(CommonRegisters.QueueMessage, message)) return false;
        Write64(CommonRegisters.QueueDescriptors, memory.DescriptorsAddress);
        Write64(CommonRegisters.QueueDriver, memory.DriverAddress);
        Write64(CommonRegisters.QueueDevice, memory.DeviceAddress);
        common.Write16(CommonRegisters.QueueEnable, 1);
        _notifyAt[queue] = (int)notifyAt;
        return true;
    }

    /// <summary>Says which message tells that registers of the kind of device have changed.</summary>
    public bool TrySetChangeMessage(int message) => TrySetMessage(CommonRegisters.ChangeMessage, message);

    /// <summary>All queues are there: it begins.</summary>
    public void Start() => Status |= DeviceStatus.IsDriven;

    /// <summary>Says that it will not be driven, since something is wrong with it.</summary>
    public void GiveUp() => Status |= DeviceStatus.GivenUp;

    /// <summary>Tells it that there is something new in a queue.</summary>
    public void Notify(int queue) => notify.Write16(_notifyAt[queue], (ushort)queue);

    /// <summary>Reads several registers of the kind of device that belong together.</summary>
    /// <returns>False: they change all the time.</returns>
    public bool TryReadTogether<T>(Func<TRegisters, T> read, out T value)
    {
        for (int left = MostReadings; left > 0; left--)
        {
            byte before = common.Read8(CommonRegisters.Generation);
            value = read(device);
            if (common.Read8(CommonRegisters.Generation) == before) return true;
        }
        value = default!;
        return false;
    }

    private ulong OfferedFeatures()
    {
        common.Write32(CommonRegisters.DeviceFeatureSelect, 0);
        ulong low = common.Read32(CommonRegisters.DeviceFeatures);
        common.Write32(CommonRegisters.DeviceFeatureSelect, 1);
        return low | (ulong)common.Read32(CommonRegisters.DeviceFeatures) << 32;
    }

    private bool TrySetMessage(int register, int message)
    {
        ushort number = message < 0 ? CommonRegisters.NoMessage : (ushort)message;
        common.Write16(register, number);
        return common.Read16(register) == number;
    }

    private void Write64(int register, ulong value)
    {
        common.Write32(register, (uint)value);
        common.Write32(register + sizeof(uint), (uint)(value >> 32));
    }
}
