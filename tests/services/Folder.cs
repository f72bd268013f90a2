using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Tests.Services;

internal sealed class Folder : IFolder
{
    private int _open;

    /// <summary>What is to be opened later is opened when this is done.</summary>
    public TaskCompletionSource Later { get; } = new();

    public Status Open(string name, out IFile file)
    {
        file = null!;
        if (name == "none") return Status.OutOfRange;
        file = new CountingFile(this, name.Length);
        return Status.Ok;
    }

    public async ValueTask<Result<IFile>> OpenLater(int after, string name)
    {
        if (after != 0) await Later.Task;
        return name == "none" ? Status.OutOfRange : new Result<IFile>(new CountingFile(this, name.Length));
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

    public Status CountOpen(out int files)
    {
        files = Volatile.Read(ref _open);
        return Status.Ok;
    }

    private sealed class CountingFile : IFile
    {
        private readonly Folder _folder;
        private int _next;

        public CountingFile(Folder folder, int first)
        {
            _folder = folder;
            _next = first;
            _ = Interlocked.Increment(ref folder._open);
        }

        public Status Next(out int number)
        {
            number = _next++;
            return Status.Ok;
        }

        public Result<IFile> Again() => new(new CountingFile(_folder, _next));

        public void Dispose() => _ = Interlocked.Decrement(ref _folder._open);
    }
}
