using System;
using System.Collections.Generic;

namespace Diesis.Machines.Simulated;

/// <summary>
/// The words that cores publish and observe, with what real processors do to them: a core's write is seen by itself at
/// once, and by the others only when it has left the core's store buffer, in order, some time later.
/// </summary>
/// <remarks>
/// Memory itself always holds the newest value, since each word has one writer, and it reads its own. What has not left
/// the buffer yet is remembered by the value that it replaced: that is what other cores still observe.
/// </remarks>
public sealed unsafe class SharedWords(int cores)
{
    private readonly record struct Write(nuint Word, ulong Before);

    private readonly Queue<Write>[] _buffers = MakeBuffers(cores);
    private readonly Dictionary<nuint, int> _writers = [];

    /// <summary>Where such words are, so that a page without is told soon.</summary>
    private readonly HashSet<nuint> _pages = [];

    private static Queue<Write>[] MakeBuffers(int cores)
    {
        var buffers = new Queue<Write>[cores];
        for (int i = 0; i < cores; i++) buffers[i] = new Queue<Write>();
        return buffers;
    }

    public bool HasHidden(int core) => _buffers[core].Count > 0;

    /// <exception cref="InvalidOperationException">The word is another core's.</exception>
    public void Publish(int core, ulong* word, ulong value)
    {
        if (!_writers.TryGetValue((nuint)word, out int writer)) Meet((nuint)word, core);
        else if (writer != core) throw new InvalidOperationException($"core {core} writes a word that core {writer} writes");
        _buffers[core].Enqueue(new Write((nuint)word, *word));
        *word = value;
    }

    private void Meet(nuint word, int core)
    {
        _writers.Add(word, core);
        _ = _pages.Add(word / (nuint)Page.Size);
    }

    /// <summary>A page has a new owner, and begins anew.</summary>
    public void Forget(ulong* page)
    {
        if (!_pages.Remove((nuint)page / (nuint)Page.Size)) return;
        for (ulong* word = page; word < page + Page.Size / sizeof(ulong); word++) _ = _writers.Remove((nuint)word);
    }

    public ulong Observe(int core, ulong* word, out bool isOld)
    {
        isOld = false;
        if (!_writers.TryGetValue((nuint)word, out int writer) || writer == core) return *word;
        foreach (Write write in _buffers[writer])
        {
            if (write.Word != (nuint)word) continue;
            isOld = true;
            return write.Before;
        }
        return *word;
    }

    /// <summary>Lets a core's oldest hidden write be seen.</summary>
    /// <returns>The word.</returns>
    public nuint Reveal(int core) => _buffers[core].Dequeue().Word;

    public void RevealAll(int core) => _buffers[core].Clear();
}
