namespace System.Threading;

/// <summary>Something that a thread of the pool does once.</summary>
public interface IThreadPoolWorkItem
{
    void Execute();
}
