namespace Diesis.Sdk.Generators;

/// <summary>A kernel of a few lines with the calls of these tests: it notes what its handlers are given.</summary>
public sealed class KernelDispatchGeneratorTests
{
    private const string Interface = """
        namespace Diesis.Abi;
        using Diesis.Abi.Objects;
        public enum Colour : byte { Red, Green, Blue }
        public interface IKernel
        {
            [SystemCall(0)] Status Nothing();
            [SystemCall(1, Form = CallForm.Message)] Status Call([Needs(Rights.Call)] Handle<Endpoint> endpoint, ref Message message);
            [SystemCall(2)] Status Numbers(ulong wide, uint narrow);
            [SystemCall(3)] Status Names(Colour colour, Rights flags);
            [SystemCall(4)] Status Handles([Needs(Rights.Map)] Handle<AddressSpace> typed, [Optional] Handle<Timer> maybe, [Needs(Rights.Clone)] Handle any);
            [SystemCall(5)] Status Bytes(System.ReadOnlySpan<byte> from, System.Span<byte> into);
            [SystemCall(6)] Status Results(ulong which, out Handle<Timer> timer, out ulong number);
            [SystemCall(200)] Status Last(ulong a, ulong b, ulong c, ulong d, ulong e, ulong f, ulong g, ulong h);
        }
        """;

    private const string Kernel = """
        namespace Diesis.Kernel;
        using Diesis.Abi;
        public struct AddressSpace; public struct Timer;
        public struct ThreadContext { public ulong Number, A0, A1, A2, A3, A4, A5, A6, A7; }
        public struct Capability { public ulong Value; }
        public struct Capability<T> { public ulong Value; }
        public readonly record struct UserBytes(ulong Address, ulong Length);
        public readonly record struct UserBuffer(ulong Address, ulong Length);
        public unsafe partial struct CpuDriver
        {
            public string Log;
            private partial Status Dispatch(ThreadContext* context);
            private static partial int HandlesMadeBy(byte number);
            public static int Made(byte number) => HandlesMadeBy(number);
            public static (uint Status, string Log, ulong A1, ulong A2) Enter(params ulong[] registers)
            {
                ThreadContext context = default;
                for (int i = 0; i < registers.Length; i++) (&context.Number)[i] = registers[i];
                CpuDriver driver = new() { Log = "" };
                Status status = driver.Dispatch(&context);
                return ((uint)status, driver.Log, context.A1, context.A2);
            }
            private bool TryFindHere<T>(ulong value, Rights needed, out Capability<T> found)
            {
                found = new() { Value = value };
                Log += $"find {typeof(T).Name} {value} {needed}; ";
                return value < 400;
            }
            private Status FindAnywhere<T>(ulong value, Rights needed, out Capability<T> found)
            {
                found = new() { Value = value };
                Log += "anywhere; ";
                return value == 404 ? Status.BadHandle : Status.Ok;
            }
            private Status FindOptional<T>(ulong value, Rights needed, out Capability<T> found)
            {
                Log += "optional ";
                _ = TryFindHere(value, needed, out found);
                return Status.Ok;
            }
            private Status Find(ulong value, Rights needed, out Capability found)
            {
                found = new() { Value = value };
                Log += $"find {value} {needed}; ";
                return Status.Ok;
            }
        """;

    private const string Handlers = """
            private Status Nothing() { Log += "nothing"; return Status.Ok; }
            private Status Call(ThreadContext* context) { Log += $"call {context->A0}"; return Status.Ok; }
            private Status Numbers(ulong wide, uint narrow) { Log += $"{wide} {narrow}"; return Status.Ok; }
            private Status Names(Colour colour, Rights flags) { Log += $"{colour} {flags}"; return Status.Ok; }
            private Status Handles(Capability<AddressSpace> a, Capability<Timer> b, Capability c) { Log += $"{a.Value} {b.Value} {c.Value}"; return Status.Ok; }
            private Status Bytes(UserBytes from, UserBuffer into) { Log += $"{from} {into}"; return Status.Ok; }
            private Status Results(ulong which, out Handle<Abi.Objects.Timer> timer, out ulong number)
            {
                timer = new(new Handle(7)); number = 8; return (Status)which;
            }
            private Status Last(ulong a, ulong b, ulong c, ulong d, ulong e, ulong f, ulong g, ulong h) { Log += $"{a}{b}{c}{d}{e}{f}{g}{h}"; return Status.Ok; }
        """;

    private static readonly Lazy<Type> Driver = new(() =>
    {
        var run = Run(Interface, Kernel + Handlers + "}");
        Assert.Empty(run.Said);
        return run.Load().GetType("Diesis.Kernel.CpuDriver")!;
    });

    private static readonly Lazy<Func<ulong[], (uint Status, string Log, ulong A1, ulong A2)>> Entry = new(() => Driver.Value.GetMethod("Enter")!
        .CreateDelegate<Func<ulong[], (uint, string, ulong, ulong)>>());

    private static GeneratorRun Run(params string[] sources) => GeneratorRun.Of(new KernelDispatchGenerator(), [.. GeneratorRun.AbiTypes, .. sources]);

    private static (uint Status, string Log, ulong A1, ulong A2) Enter(params ulong[] registers) => Entry.Value(registers);

    [Theory]
    [InlineData("nothing", 0UL)]
    [InlineData("call 5", 1UL, 5UL)]
    [InlineData("18446744073709551615 4294967295", 2UL, ulong.MaxValue, 4294967295UL)]
    [InlineData("Blue Clone, Divide", 3UL, 2UL, 1UL << 14 | 1)]
    [InlineData("find AddressSpace 10 Map; optional find Timer 0 None; find 12 Clone; 10 0 12", 4UL, 10UL, 0UL, 12UL)]
    [InlineData("UserBytes { Address = 1, Length = 2 } UserBuffer { Address = 3, Length = 4 }", 5UL, 1UL, 2UL, 3UL, 4UL)]
    [InlineData("12345678", 200UL, 1UL, 2UL, 3UL, 4UL, 5UL, 6UL, 7UL, 8UL)]
    public void AHandlerIsGivenWhatTheRegistersSay(string log, params ulong[] registers)
        => Assert.Equal((0u, log), (Enter(registers).Status, Enter(registers).Log));

    [Fact]
    public void BitsAboveTheNumberAreNotPartOfIt() => Assert.Equal("nothing", Enter(0xFFFF_FF00).Log);

    [Theory]
    [InlineData(2UL, 0UL, 1UL << 32)]
    [InlineData(3UL, 3UL, 0UL)]
    [InlineData(3UL, 256UL, 0UL)]
    [InlineData(3UL, 0UL, 1UL << 15)]
    [InlineData(3UL, 0UL, 1UL << 63)]
    public void AnArgumentWithoutMeaningIsRefusedBeforeTheHandler(params ulong[] registers)
        => Assert.Equal((6u, ""), (Enter(registers).Status, Enter(registers).Log));

    [Theory]
    [InlineData(7UL)]
    [InlineData(201UL)]
    [InlineData(255UL)]
    public void ANumberThatIsNotDeclaredIsNoCall(ulong number) => Assert.Equal(1u, Enter(number).Status);

    [Fact]
    public void TheFirstHandleThatIsNotFoundEndsTheCall()
    {
        var (status, log, _, _) = Enter(4, 404, 1, 2);
        Assert.Equal((2u, "find AddressSpace 404 Map; anywhere; "), (status, log));
    }

    [Fact]
    public void AHandleThatIsNotHereIsLookedForAnywhere()
        => Assert.Equal((0u, "find AddressSpace 400 Map; anywhere; optional find Timer 0 None; find 12 Clone; 400 0 12"), (Enter(4, 400, 0, 12).Status, Enter(4, 400, 0, 12).Log));

    [Fact]
    public void ResultsGoIntoRegistersInTheirOrder() => Assert.Equal((0u, "", 7UL, 8UL), Enter(6, 0));

    [Fact]
    public void AFailureLeavesTheRegistersAlone() => Assert.Equal((9u, "", 21UL, 22UL), Enter(6, 9, 21, 22));

    [Theory, InlineData(6, 1), InlineData(4, 0), InlineData(1, 0), InlineData(250, 0)]
    public void HandlesThatACallGivesAreCounted(byte number, int count)
        => Assert.Equal(count, Driver.Value.GetMethod("Made")!.CreateDelegate<Func<byte, int>>()(number));

    [Fact]
    public void AMissingHandlerIsReportedAndAnswersNoSuchCall()
    {
        var run = Run(Interface, Kernel + "private Status Nothing() => Status.BadState; }");
        Assert.Contains("DS701: The kernel has no handler for system call 2, 'Numbers': it answers NoSuchCall", run.Said);
        Assert.Equal(7, run.Said.Count);
        var enter = run.Load().GetType("Diesis.Kernel.CpuDriver")!.GetMethod("Enter")!
            .CreateDelegate<Func<ulong[], (uint, string, ulong, ulong)>>();
        Assert.Equal(16u, enter([0]).Item1);
        Assert.Equal(1u, enter([2]).Item1);
    }

    [Fact]
    public void NothingIsWrittenWhereNobodyDispatches()
        => Assert.Equal("", Run(Interface, "namespace Diesis.Kernel; public partial struct CpuDriver;").Written("CpuDriver.Dispatch.g.cs"));

    [Fact]
    public void TheInterfaceOfTheRepositoryCanBeGenerated()
        => Assert.Empty(GeneratorRun.Of(new InterfaceCheckGenerator(), GeneratorRun.Abi).Said);

    [Theory]
    [InlineData("[SystemCall(256)] Status A();")]
    [InlineData("[SystemCall(1)] Status A(); [SystemCall(1)] Status B();")]
    [InlineData("[SystemCall(1)] Status A(string text);")]
    [InlineData("[SystemCall(1)] Status A(ulong a, ulong b, ulong c, ulong d, ulong e, ulong f, ulong g, System.Span<byte> h);")]
    [InlineData("[SystemCall(1)] Status A(FaultCode withGaps);")]
    public void WhatRegistersCannotCarryIsRefused(string calls)
    {
        var said = GeneratorRun.Of(new InterfaceCheckGenerator(),
            [.. GeneratorRun.AbiTypes, $"namespace Diesis.Abi; public interface IKernel {{ {calls} }}"]).Said;
        Assert.NotEmpty(said);
        Assert.All(said, line => Assert.StartsWith("DS702", line));
    }
}
