using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>Some of the machine's cores.</summary>
public struct CoreSet
{
    private const int WordBits = 64;

    [InlineArray(CoreNumber.Most / WordBits)]
    private struct Words { private ulong _first; }

    private Words _words;

    public readonly bool IsEmpty
    {
        get
        {
            ulong all = 0;
            foreach (ulong word in _words) all |= word;
            return all == 0;
        }
    }

    public void Add(CoreNumber core) => _words[core.Value / WordBits] |= 1UL << core.Value % WordBits;

    public readonly bool Contains(CoreNumber core) => (_words[core.Value / WordBits] & 1UL << core.Value % WordBits) != 0;
}
