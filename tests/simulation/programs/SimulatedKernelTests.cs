using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>Programs over a kernel that notes what it is asked and answers what it is told to.</summary>
public sealed class SimulatedKernelTests
{
    private sealed class Recorder : SimulatedKernel
    {
        public SystemCallRegisters Asked { get; private set; }
        public PendingSystemCall? Pending { get; private set; }

        protected override PendingSystemCall Invoke(in SystemCallRegisters registers)
        {
            Asked = registers;
            return Pending = new();
        }
    }

    private readonly Recorder _kernel = new();
    private string _said = "";

    [Fact]
    public void AProgramStandsStillUntilItsCallIsOver()
    {
        async Task Program()
        {
            var (status, endpoint) = await _kernel.CreateEndpoint(new(new Handle(5)));
            _said += $"{status} {endpoint.Value}; ";
            Status released = await _kernel.Release(endpoint);
            _said += released;
        }

        Task program = Program();
        Assert.Equal((9UL, 5UL, ""), (_kernel.Asked.Number, _kernel.Asked.A0, _said));
        _kernel.Pending!.Complete(new() { Number = 0, A1 = 77 });
        Assert.Equal((18UL, 77UL, "Ok 77; "), (_kernel.Asked.Number, _kernel.Asked.A0, _said));
        _kernel.Pending!.Complete(new() { Number = 5 });
        Assert.Equal((true, "Ok 77; Dead"), (program.IsCompletedSuccessfully, _said));
    }

    [Fact]
    public void AFailureHasNoResults()
    {
        async Task Program()
        {
            var (status, time) = await _kernel.GetTime();
            _said = $"{status} {time}";
        }

        _ = Program();
        _kernel.Pending!.Complete(new() { Number = 17, A1 = 4 });
        Assert.Equal("NotSupported 0", _said);
    }

    [Fact]
    public void BytesAreNamedByAddressAndLength()
    {
        _ = _kernel.WriteMemory(new(new Handle(1)), 2, 3, 4);
        Assert.Equal((41UL, 1UL, 2UL, 3UL, 4UL), (_kernel.Asked.Number, _kernel.Asked.A0, _kernel.Asked.A1, _kernel.Asked.A2, _kernel.Asked.A3));
    }

    [Fact]
    public void AMessageGoesThereAndBack()
    {
        Message sent = new() { Label = 1, Word5 = 6 };
        Assert.True(sent.TryAdd(new Handle(8), HandlePassing.Clone));
        Message received = default;
        async Task Program() => (_, received) = await _kernel.Call(new(new Handle(3)), sent);

        _ = Program();
        Assert.Equal((sent.Info.Bits | 1, 3UL, 1UL, 6UL, 8UL),
            (_kernel.Asked.Number, _kernel.Asked.A0, _kernel.Asked.A1, _kernel.Asked.A7, _kernel.Asked.H0));
        _kernel.Pending!.Complete(new() { Number = 1UL << 32, A0 = 9, A1 = 10, A2 = 11, H0 = 12 });
        Assert.Equal((1, 9UL, 10UL, 11UL, 12UL),
            (received.Info.ReceivedHandles, received.Badge, received.Label, received.Word0, received.Handle0.Value));
    }
}
