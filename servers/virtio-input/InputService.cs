using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Rings;
using Diesis.Contracts.Input;
using Diesis.Input.Drivers;

namespace Diesis.VirtioInput;

/// <summary>All devices as their contract has them. One thread serves and hears of interrupts.</summary>
internal sealed class InputService(List<InputDevice> devices, InputStream stream) : IInputDevice, ISignalled
{
    public bool IsDone => false;

    public Status Read(out ReadingEnd<InputEvent> events)
    {
        events = default;
        if (devices.Count == 0) return Status.NotSupported;
        Status status = stream.Open(out events);
        if (status != Status.Ok) return status;
        foreach (InputDevice device in devices) device.TellDown();
        return Status.Ok;
    }

    public Status SetLights(KeyboardLights lights)
    {
        foreach (InputDevice device in devices) device.SetLights(lights);
        return devices.Count == 0 ? Status.NotSupported : Status.Ok;
    }

    public void Signalled(ulong bits)
    {
        foreach (InputDevice device in devices)
            if ((bits & device.SignalBit) != 0) device.Serve();
    }
}
