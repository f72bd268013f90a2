using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Processes;
using Diesis.Services;
using Thread = System.Threading.Thread;

namespace Diesis.Tests.Systems;

/// <summary>Does what its arguments say, and tells by its end how that went.</summary>
internal static class Program
{
    private const int NoArguments = 255;

    private static int Main() => ProgramArguments.TryRead(out SubjectArguments arguments) ? Do(arguments) : NoArguments;

    private static int Do(SubjectArguments arguments) => arguments.Task switch
    {
        SubjectTask.Return => (int)arguments.Number,
        SubjectTask.Fault => (new int[1])[(int)arguments.Number],
        SubjectTask.Spin => Spin(),
        SubjectTask.Signal => (int)Kernel.Signal(new Handle<Notification>(Startup.GiftOf(SubjectArguments.SignalRole)), arguments.Number),
        SubjectTask.Find => (int)Service.Find(arguments.Number, out _),
        SubjectTask.StartAnother => (int)StartAnother(),
        SubjectTask.Kill => (int)Kill((uint)arguments.Number),
        _ => NoArguments,
    };

    private static int Spin()
    {
        while (true) { }
    }

    private static Status StartAnother()
    {
        Status status = OpenProcesses(out ProcessesClient processes);
        if (status == Status.Ok) status = processes.Start("subject"u8, new SubjectArguments { Task = SubjectTask.Spin }, out _);
        if (status == Status.Ok) Thread.Sleep(System.Threading.Timeout.Infinite);
        return status;
    }

    private static Status Kill(uint process)
    {
        Status status = OpenProcesses(out ProcessesClient processes);
        return status == Status.Ok ? processes.KillTree(process) : status;
    }

    private static Status OpenProcesses(out ProcessesClient processes)
    {
        processes = default;
        Status status = Service.Find(ProcessesContract.ExpectedHash, out Handle<Endpoint> endpoint);
        return status == Status.Ok ? ProcessesClient.Connect(endpoint, out processes) : status;
    }
}
