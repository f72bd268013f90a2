using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>Stacks as a bug may leave them. Around each lie words that nobody may read: they look like frames, too.</summary>
public sealed unsafe class StackWalkTests
{
    private const int Words = 64;
    private const int Guard = 64;
    private const ulong Forbidden = 0xF0F0_F0F0_0000_0000;

    private readonly ulong[] _memory = GC.AllocateArray<ulong>(Guard + Words + Guard, pinned: true);

    public StackWalkTests()
    {
        for (int i = 0; i < _memory.Length; i++) _memory[i] = i is >= Guard and < Guard + Words ? 0 : Forbidden + (ulong)i;
    }

    private ulong AddressOf(int word) => (ulong)Unsafe.AsPointer(ref _memory[0]) + (ulong)((Guard + word) * sizeof(ulong));

    private StackBounds Stack => new(new VirtualAddress(AddressOf(0)), new VirtualAddress(AddressOf(Words)));

    private void Frame(int word, ulong callersFrame, ulong returnsTo)
    {
        _memory[Guard + word] = callersFrame;
        _memory[Guard + word + 1] = returnsTo;
    }

    private List<ulong> WalkFrom(ulong framePointer)
    {
        List<ulong> seen = [];
        StackWalk walk = StackWalk.FromCall(new VirtualAddress(framePointer), Stack);
        while (walk.MoveNext())
        {
            Assert.True(walk.IsReturnAddress);
            seen.Add(walk.Current.Value);
            Assert.True(seen.Count <= StackWalk.MostFrames, "the walk does not end");
        }
        Assert.DoesNotContain(seen, place => (place & Forbidden) == Forbidden);
        return seen;
    }

    [Fact]
    public void CallersComeInnermostFirst()
    {
        Frame(0, AddressOf(10), 0x100);
        Frame(10, AddressOf(62), 0x200);
        Frame(62, 0, 0x300);
        Assert.Equal([0x100, 0x200, 0x300], WalkFrom(AddressOf(0)));
    }

    [Fact]
    public void AReturnToNowhereEndsTheWalk()
    {
        Frame(0, AddressOf(10), 0x100);
        Frame(10, AddressOf(20), 0);
        Frame(20, 0, 0x300);
        Assert.Equal([0x100], WalkFrom(AddressOf(0)));
    }

    [Fact]
    public void AFrameThatIsItsOwnCallerIsSeenOnce()
    {
        Frame(4, AddressOf(4), 0x100);
        Assert.Equal([0x100], WalkFrom(AddressOf(4)));
    }

    [Fact]
    public void ALoopOfFramesIsNotFollowedDown()
    {
        Frame(4, AddressOf(20), 0x100);
        Frame(20, AddressOf(4), 0x200);
        Assert.Equal([0x100, 0x200], WalkFrom(AddressOf(4)));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(8UL)]
    [InlineData(0x4141_4141_4141_4140UL)]
    [InlineData(0x8000_0000_0000_0000UL)]
    [InlineData(ulong.MaxValue - 7)]
    [InlineData(ulong.MaxValue)]
    public void AWildPointerEndsTheWalk(ulong wild)
    {
        Frame(0, wild, 0x100);
        Assert.Equal([0x100], WalkFrom(AddressOf(0)));
        Assert.Empty(WalkFrom(wild));
    }

    [Fact]
    public void APointerJustOutsideIsNotFollowed()
    {
        Assert.Empty(WalkFrom(AddressOf(-1)));
        Assert.Empty(WalkFrom(AddressOf(-2)));
        Assert.Empty(WalkFrom(AddressOf(Words)));
        Frame(0, AddressOf(Words), 0x100);
        Assert.Equal([0x100], WalkFrom(AddressOf(0)));
    }

    [Fact]
    public void AFrameThatTheEndCutsOffIsNotRead()
    {
        _memory[Guard + Words - 1] = AddressOf(Words);
        Frame(0, AddressOf(Words - 1), 0x100);
        Assert.Equal([0x100], WalkFrom(AddressOf(0)));
    }

    [Fact]
    public void APointerThatIsNotAlignedIsNotFollowed()
    {
        Frame(0, AddressOf(10) + 4, 0x100);
        Frame(10, AddressOf(20), 0x200);
        Assert.Equal([0x100], WalkFrom(AddressOf(0)));
    }

    [Fact]
    public void NoMoreFramesThanTheMostAreTold()
    {
        for (int word = 0; word < Words - 1; word++) Frame(word, AddressOf(word + 1), 0x1000);
        Assert.Equal(StackWalk.MostFrames, WalkFrom(AddressOf(0)).Count);
    }

    [Fact]
    public void NoStackOfNoiseLeadsOutOfIt()
    {
        var random = new Random(5);
        for (int round = 0; round < 10_000; round++)
        {
            for (int word = 0; word < Words; word++)
                _memory[Guard + word] = random.Next(4) == 0 ? (ulong)random.NextInt64() & ~Forbidden : AddressOf(random.Next(-Guard, Words + Guard));
            _ = WalkFrom(AddressOf(random.Next(-Guard, Words + Guard)));
        }
    }

    private List<(ulong Place, bool IsReturn)> WalkFromFault(FaultReport fault, bool hasFrame, StackBounds stack)
    {
        List<(ulong, bool)> seen = [];
        StackWalk walk = StackWalk.FromFault(ref fault, hasFrame, stack);
        while (walk.MoveNext()) seen.Add((walk.Current.Value, walk.IsReturnAddress));
        return seen;
    }

    private FaultReport Fault(ulong returnAddress = 0) => new()
    {
        Instruction = new VirtualAddress(0x50),
        StackPointer = new VirtualAddress(AddressOf(2)),
        FramePointer = new VirtualAddress(AddressOf(6)),
        ReturnAddress = new VirtualAddress(returnAddress),
    };

    [Fact]
    public void AFaultComesBeforeTheCallersOfItsFunction()
    {
        _memory[Guard + 2] = 0x90;
        Frame(6, 0, 0x100);
        Assert.Equal([(0x50, false), (0x100, true)], WalkFromFault(Fault(), hasFrame: true, Stack));
    }

    [Fact]
    public void WithoutAFrameTheCallerIsOnTopOfTheStackOrInItsRegister()
    {
        _memory[Guard + 2] = 0x90;
        Frame(6, 0, 0x100);
        Assert.Equal([(0x50, false), (0x90, true), (0x100, true)], WalkFromFault(Fault(), hasFrame: false, Stack));
        Assert.Equal([(0x50, false), (0x80, true), (0x100, true)], WalkFromFault(Fault(0x80), hasFrame: false, Stack));
    }

    [Fact]
    public void AFaultWithoutAStackIsToldAlone()
        => Assert.Equal([(0x50, false)], WalkFromFault(Fault(), hasFrame: false, default));
}
