using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Services;

/// <summary>
/// A driver's interrupts, as signals that the thread hears which serves (<c>ContractServer.RunSignalled</c>): so neither has to wait for the other. Made by that thread, the program's first.
/// </summary>
public readonly struct DriverSignals
{
    private DriverSignals(Handle<Notification> notification) => Notification = notification;

    /// <summary>What is signalled.</summary>
    public Handle<Notification> Notification { get; }

    public static Status Create(out DriverSignals signals)
    {
        signals = default;
        Status status = Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> notification);
        if (status == Status.Ok) status = Kernel.BindNotification(Startup.Block.Thread, notification);
        if (status == Status.Ok) signals = new(notification);
        return status;
    }

    /// <summary>Has a wire signal bits from now on.</summary>
    /// <returns>As <see cref="IKernel.CreateInterrupt"/> and <see cref="IKernel.BindInterrupt"/>.</returns>
    public Status AddLine(uint line, InterruptSignal signal, ulong bits, out Handle<Interrupt> interrupt)
    {
        Status status = Kernel.CreateInterrupt(Startup.Block.Budget, Startup.Block.Interrupts, line, signal, out interrupt);
        if (status == Status.Ok) status = Kernel.BindInterrupt(interrupt, Notification, bits);
        return status == Status.Ok ? Kernel.AcknowledgeInterrupt(interrupt) : status;
    }

    /// <summary>Waits for an interrupt in the middle of a call.</summary>
    public Status Wait(ulong deadlineNs, out ulong bits) => Kernel.Wait(Notification, deadlineNs, out bits);
}
