using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Tests.Services;

internal sealed class Drawer : IDrawer
{
    private int _open;

    /// <summary>What is to be opened later is opened when this is done.</summary>
    public TaskCompletionSource Later { get; } = new();

    public Status Open(string name, out ISheet sheet)
    {
        sheet = null!;
        if (name == "none") return Status.OutOfRange;
        sheet = new CountingSheet(this, name.Length);
        return Status.Ok;
    }

    public async ValueTask<Result<ISheet>> OpenLater(int after, string name)
    {
        if (after != 0) await Later.Task;
        return name == "none" ? Status.OutOfRange : new Result<ISheet>(new CountingSheet(this, name.Length));
    }

    public async ValueTask<Status> Wait(Handle<Notification> begun, CancellationToken cancellation = default)
    {
        _ = Kernel.Signal(begun, 1);
        _ = Kernel.Release(begun);
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Status.Cancelled;
    }

    public async ValueTask<Result<string>> Echo(string text, ulong number)
    {
        if (number % 2 == 0) await Task.Yield();
        return $"{text} {number}";
    }

    public Status CountOpen(out int sheets)
    {
        sheets = Volatile.Read(ref _open);
        return Status.Ok;
    }

    private sealed class CountingSheet : ISheet
    {
        private readonly Drawer _drawer;
        private int _next;

        public CountingSheet(Drawer drawer, int first)
        {
            _drawer = drawer;
            _next = first;
            _ = Interlocked.Increment(ref drawer._open);
        }

        public Status Next(out int number)
        {
            number = _next++;
            return Status.Ok;
        }

        public Result<ISheet> Again() => new(new CountingSheet(_drawer, _next));

        public void Dispose() => _ = Interlocked.Decrement(ref _drawer._open);
    }
}
