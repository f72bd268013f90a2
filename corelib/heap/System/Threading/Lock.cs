using System.Runtime.CompilerServices;
using Internal.Runtime.Threading;

namespace System.Threading;

/// <summary>A lock that is an object of its own; the lock statement knows it.</summary>
public sealed class Lock
{
    private int _word;

    public bool IsHeldByCurrentThread => LockWord.IsHeldByThisThread(ref _word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter() => LockWord.Enter(ref _word);

    public bool TryEnter() => LockWord.TryEnter(ref _word, 0);

    public bool TryEnter(int millisecondsTimeout) => LockWord.TryEnter(ref _word, Timeout.DeadlineIn(millisecondsTimeout));

    public bool TryEnter(TimeSpan timeout) => TryEnter(Timeout.MillisecondsOf(timeout));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit() => LockWord.Exit(ref _word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scope EnterScope()
    {
        Enter();
        return new Scope(this);
    }

    /// <summary>The time from <see cref="EnterScope"/> on in which the lock is held.</summary>
    public ref struct Scope
    {
        private Lock? _lock;

        internal Scope(Lock owner) => _lock = owner;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose()
        {
            var held = _lock;
            if (held == null) return;
            _lock = null;
            held.Exit();
        }
    }
}
