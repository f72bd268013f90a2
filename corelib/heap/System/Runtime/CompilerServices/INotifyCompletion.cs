namespace System.Runtime.CompilerServices;

/// <summary>Says when it is over.</summary>
public interface INotifyCompletion
{
    void OnCompleted(Action continuation);
}
