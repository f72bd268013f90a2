using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Processes;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>Starts subjects, and hears of their ends.</summary>
internal static class SubjectProcess
{
    /// <summary>Far longer than anything takes.</summary>
    private const ulong PatienceNs = 60_000_000_000;

    private static readonly ProcessesClient Server = Open();

    public static ProcessesClient Processes => Server;

    private static ProcessesClient Open()
    {
        _ = Service.Find(ProcessesContract.ExpectedHash, out Handle<Endpoint> endpoint);
        _ = ProcessesClient.Connect(endpoint, out ProcessesClient client);
        return client;
    }

    /// <returns>Its number; 0 if it could not be started.</returns>
    public static uint Start(SubjectTask task, ulong number = 0)
        => Server.Start("subject"u8, new SubjectArguments { Task = task, Number = number }, out uint process) == Status.Ok ? process : 0;

    /// <summary>Waits until it has ended, and tells how.</summary>
    public static (Status Told, ExitKind Kind, ulong Status) AwaitEnd(uint process)
    {
        Status status = Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> ended);
        if (status == Status.Ok) status = WatchBy(process, ended);
        if (status == Status.Ok) status = Wait(ended);
        ExitKind kind = default;
        ulong end = 0;
        if (status == Status.Ok) status = Server.Collect(process, out kind, out end);
        _ = Kernel.Release(ended);
        return (status, kind, end);
    }

    private static Status WatchBy(uint process, Handle<Notification> ended)
    {
        Status status = Kernel.Clone(ended, Rights.Signal | Rights.Transfer, 0, out Handle watcher);
        return status == Status.Ok ? Server.Watch(process, new(watcher)) : status;
    }

    /// <summary>Runs one to its end.</summary>
    /// <returns>Its status, if it ended by itself.</returns>
    public static ulong? Run(SubjectTask task, ulong number = 0)
        => AwaitEnd(Start(task, number)) is (Status.Ok, ExitKind.Returned, var status) ? status : null;

    public static Status Wait(Handle<Notification> notification)
    {
        _ = Kernel.GetTime(out ulong now);
        return Kernel.Wait(notification, now + PatienceNs, out _);
    }

    /// <summary>What the server tells of a process; all zeros when it knows none.</summary>
    public static ProcessInfo InfoOf(uint process)
    {
        var found = new ProcessInfo[1];
        return Server.List(process, found, out uint count) == Status.Ok && count == 1 && found[0].Number == process ? found[0] : default;
    }

    /// <summary>Asks again until something holds.</summary>
    /// <returns>False when it did not come to hold.</returns>
    public static bool Until(Func<bool> holds)
    {
        _ = Kernel.GetTime(out ulong start);
        for (ulong now = start; now - start < PatienceNs; _ = Kernel.GetTime(out now))
        {
            if (holds()) return true;
            System.Threading.Thread.Sleep(1);
        }
        return false;
    }
}
