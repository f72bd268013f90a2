using Diesis.Kernel;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Simulating;

/// <summary>Who has which chunk of a simulated machine's memory, as its cores' books and their messages say.</summary>
public sealed unsafe class ChunkClaims
{
    private readonly Simulation _world;
    private readonly List<Frame> _chunks = [];
    private readonly int[] _claims;

    public ChunkClaims(Simulation world)
    {
        _world = world;
        ref readonly ChunkDirectory directory = ref world.Cores.Chunks;
        for (Frame at = world.Memory.Start; at < world.Memory.End; at += Block.FramesPerChunk)
        {
            if (directory.Knows(at)) _chunks.Add(at);
        }
        _claims = new int[_chunks.Count];
    }

    /// <summary>
    /// No chunk has two owners, and at most as many have none as there are cores, each of which may have one in its
    /// hands at the moment.
    /// </summary>
    public void Check()
    {
        Count();
        int without = 0;
        for (int i = 0; i < _claims.Length; i++)
        {
            if (_claims[i] > 1) Assert.Fail($"chunk {_chunks[i].Start.Value:x} is owned {_claims[i]} times");
            if (_claims[i] == 0) without++;
        }
        if (without > _world.CoreCount) Assert.Fail($"{without} chunks are owned by nobody");
    }

    /// <summary>Every chunk has one owner.</summary>
    public void CheckAtRest()
    {
        Count();
        Assert.All(_claims, claims => Assert.Equal(1, claims));
    }

    private void Count()
    {
        for (int i = 0; i < _claims.Length; i++)
        {
            Frame chunk = _chunks[i];
            _claims[i] = _world.Cores.Chunks.ChunkOf(chunk)->State == ChunkState.Whole ? 0 : 1;
            for (int core = 0; core < _world.CoreCount; core++)
            {
                if (_world.Driver(core).Frames.HasWholeChunk(chunk)) _claims[i]++;
            }
        }
        for (int from = 0; from < _world.CoreCount; from++)
        for (int to = 0; to < _world.CoreCount; to++) CountOffers(new CoreNumber(from), new CoreNumber(to));
    }

    private void CountOffers(CoreNumber from, CoreNumber to)
    {
        Inbox inbox = _world.Cores[to].Inbox;
        for (ulong at = inbox.TakenFrom(from); at < inbox.SentBy(from); at++)
        {
            Message message = inbox.Look(from, at);
            if (message.Kind == MessageKind.ChunkAnswer && message.As<ChunkAnswer>().TryTake(out Frame first))
                _claims[_chunks.IndexOf(first)]++;
        }
    }
}
