using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Processes;
using Diesis.Services;
using Thread = System.Threading.Thread;

namespace Diesis.Tests.Systems;

/// <summary>Starts programs, and learns how they ended. With the server its processes end.</summary>
internal sealed class ProcessWorker() : Worker("processes", ProcessesContract.ExpectedHash)
{
    private ProcessesClient _processes;
    private ulong _number;

    protected override Status Connect(Handle<Endpoint> endpoint) => ProcessesClient.Connect(endpoint, out _processes);

    protected override Status Call()
    {
        ulong number = ++_number % 200;
        Status status = _processes.Start("subject"u8, new SubjectArguments { Task = SubjectTask.Return, Number = number }, out uint process);
        if (status != Status.Ok) return status;
        ExitKind kind;
        ulong end;
        while ((status = _processes.Collect(process, out kind, out end)) == Status.WouldBlock) Thread.Sleep(1);
        if (status == Status.Ok && (kind != ExitKind.Returned || end != number)) Complain($"a program ended by {kind} with {end}");
        return status;
    }

    protected override void Disconnect() => _processes.Dispose();
}
