namespace System.Threading;

/// <summary>A value that goes along with asynchronous code, from thread to thread: what a method sets, those that it
/// calls see, and not the one that calls it.</summary>
public sealed class AsyncLocal<T>
{
    public T Value
    {
        get => ExecutionContext.ValueOf(this) is T value ? value : default!;
        set => ExecutionContext.SetValue(this, value);
    }
}
