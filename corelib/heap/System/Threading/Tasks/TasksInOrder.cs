using System.Collections.Generic;
using System.Threading.Channels;

namespace System.Threading.Tasks;

/// <summary>Tasks in the order in which they end.</summary>
internal sealed class TasksInOrder<TTask>(int count) : ITaskContinuation where TTask : Task
{
    private readonly Channel<TTask> _ended = Channel.CreateUnbounded<TTask>();
    private int _left = count;

    public static IAsyncEnumerable<TTask> Of(TTask[] tasks)
    {
        TasksInOrder<TTask> all = new(tasks.Length);
        foreach (var task in tasks) task.Continue(all);
        if (tasks.Length == 0) all._ended.Writer.Complete();
        return all._ended.Reader.ReadAllAsync();
    }

    public void Run(Task completed, bool mayRunInline)
    {
        _ = _ended.Writer.TryWrite((TTask)completed);
        if (Interlocked.Decrement(ref _left) == 0) _ended.Writer.Complete();
    }
}
