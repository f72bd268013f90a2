namespace System.Threading.Tasks;

/// <summary>A task that ends with a value.</summary>
public partial class Task<TResult> : Task
{
    private TResult? _result;

    internal Task(TaskCreationOptions options = TaskCreationOptions.None) : base(options) { }

    internal Task(TResult result) : base(TaskStatus.RanToCompletion) => _result = result;

    private protected Task(TaskStatus status, TaskCreationOptions options) : base(status, options) { }

    /// <summary>Waits for it; there is none of a task that was canceled or failed.</summary>
    public TResult Result
    {
        get
        {
            Wait();
            return _result!;
        }
    }

    /// <summary>Of a task that is over, however it ended.</summary>
    internal TResult ResultOrDefault => _result!;

    public new Runtime.CompilerServices.TaskAwaiter<TResult> GetAwaiter() => new(this);

    public new Runtime.CompilerServices.ConfiguredTaskAwaitable<TResult> ConfigureAwait(bool continueOnCapturedContext)
        => new(this, continueOnCapturedContext ? ConfigureAwaitOptions.ContinueOnCapturedContext : default);

    /// <param name="options">Without <see cref="ConfigureAwaitOptions.SuppressThrowing"/>: there would be no result to give.
    /// </param>
    public new Runtime.CompilerServices.ConfiguredTaskAwaitable<TResult> ConfigureAwait(ConfigureAwaitOptions options)
    {
        if ((options & ConfigureAwaitOptions.SuppressThrowing) != 0)
            Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowArgumentOutOfRangeException();
        return new(this, options);
    }

    internal bool TrySetResult(TResult result)
    {
        if (!TryClaim()) return false;
        FinishWith(result);
        return true;
    }

    /// <summary>For who has claimed it.</summary>
    private protected void FinishWith(TResult result)
    {
        _result = result;
        Finish(TaskStatus.RanToCompletion);
    }

    private protected override bool TrySetResultFrom(Task completed)
        => TrySetResult(((Task<TResult>)completed).ResultOrDefault);
}
