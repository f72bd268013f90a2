namespace System.Runtime.CompilerServices;

/// <summary>The same, for who takes the <see cref="Threading.ExecutionContext"/> along himself.</summary>
public interface ICriticalNotifyCompletion : INotifyCompletion
{
    void UnsafeOnCompleted(Action continuation);
}
