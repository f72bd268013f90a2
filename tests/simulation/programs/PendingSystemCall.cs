using System.Runtime.CompilerServices;

namespace Diesis.Simulating;

/// <summary>
/// A system call on its way. The program stands still at its <c>await</c> until <see cref="Complete"/>, which runs it on to its next call or
/// its end before it returns: there is no scheduler but the simulation.
/// </summary>
public sealed class PendingSystemCall : INotifyCompletion
{
    private SystemCallRegisters _registers;
    private Action? _continuation;

    /// <summary>A call is over when the thread that made it runs again, never before.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>The registers as the kernel left them.</summary>
    public ref readonly SystemCallRegisters Result => ref _registers;

    public void OnCompleted(Action continuation) => _continuation = continuation;

    /// <summary>The kernel has let the thread go on, with these registers.</summary>
    public void Complete(in SystemCallRegisters registers)
    {
        _registers = registers;
        IsCompleted = true;
        _continuation?.Invoke();
    }
}
