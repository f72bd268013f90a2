using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>How far a core has come in asking the others for a chunk: one question at a time, those of its own NUMA domain first.</summary>
/// <remarks>
/// <code>
///             TryBegin              offer: Succeed
///   idle ────────────────► asking ────────────────► idle
///     ▲                     │  ▲ refusal: TryNext
///     └─────────────────────┘  └─┘
///       no core left: Fail
/// </code>
/// After a search that failed the next one waits until this core has only half as many free frames as then, or none: so
/// a machine that has no memory left is not flooded with questions.
/// </remarks>
public struct ChunkSearch
{
    private bool _isAsking;
    private int _place;
    private ulong _failedWith;

    public readonly bool IsAsking => _isAsking;

    public bool TryBegin(ulong freeFrames)
    {
        if (_isAsking || _failedWith != 0 && freeFrames > _failedWith / 2) return false;
        _isAsking = true;
        _place = 0;
        return true;
    }

    /// <summary>The next core to ask: first round the cores of the same domain, then round the others, from the next number on.</summary>
    public bool TryNext(CoreNumber self, ref readonly CoreDirectory cores, out CoreNumber candidate)
    {
        int others = cores.Count - 1;
        while (_place < 2 * others)
        {
            bool isOwnDomainsTurn = _place < others;
            int distance = 1 + (isOwnDomainsTurn ? _place : _place - others);
            _place++;
            candidate = new CoreNumber((self.Value + distance) % cores.Count);
            if (cores[candidate].Domain == cores[self].Domain == isOwnDomainsTurn) return true;
        }
        candidate = default;
        return false;
    }

    public void Succeed()
    {
        _isAsking = false;
        _failedWith = 0;
    }

    public void Fail(ulong freeFrames)
    {
        _isAsking = false;
        _failedWith = freeFrames;
    }
}
