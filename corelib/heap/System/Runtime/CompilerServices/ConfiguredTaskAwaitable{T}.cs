using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>A task with a result and how to await it.</summary>
public readonly struct ConfiguredTaskAwaitable<TResult>
{
    private readonly Task<TResult> _task;
    private readonly ConfigureAwaitOptions _options;

    internal ConfiguredTaskAwaitable(Task<TResult> task, ConfigureAwaitOptions options)
    {
        _task = task;
        _options = options;
    }

    public ConfiguredTaskAwaiter GetAwaiter() => new(_task, _options);

    public readonly struct ConfiguredTaskAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
    {
        private readonly Task<TResult> _task;
        private readonly ConfigureAwaitOptions _options;

        internal ConfiguredTaskAwaiter(Task<TResult> task, ConfigureAwaitOptions options)
        {
            _task = task;
            _options = options;
        }

        public bool IsCompleted => (_options & ConfigureAwaitOptions.ForceYielding) == 0 && _task.IsCompleted;

        public void OnCompleted(Action continuation)
            => TaskAwaiters.Continue(_task, continuation, _options, flowsContext: true);

        public void UnsafeOnCompleted(Action continuation)
            => TaskAwaiters.Continue(_task, continuation, _options, flowsContext: false);

        void IBoxAwaiter.Continue(IStateMachineBox box) => TaskAwaiters.Continue(_task, box, _options);

        public TResult GetResult() => new TaskAwaiter<TResult>(_task).GetResult();
    }
}
