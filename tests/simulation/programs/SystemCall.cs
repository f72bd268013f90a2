using System.Runtime.CompilerServices;

namespace Diesis.Simulating;

/// <summary>What a simulated program awaits: a call, and how its outcome is read from the registers.</summary>
public readonly struct SystemCall<T>(PendingSystemCall pending, Func<SystemCallRegisters, T> read)
{
    public Awaiter GetAwaiter() => new(pending, read);

    public readonly struct Awaiter(PendingSystemCall pending, Func<SystemCallRegisters, T> read) : INotifyCompletion
    {
        public bool IsCompleted => pending.IsCompleted;
        public void OnCompleted(Action continuation) => pending.OnCompleted(continuation);
        public T GetResult() => read(pending.Result);
    }
}
