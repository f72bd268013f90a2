using System.Runtime.CompilerServices;

namespace Diesis.Sdk.Generators;

/// <summary>What the generator refuses. What it writes is run in <c>tests/services</c>.</summary>
public sealed class ContractGeneratorTests
{
    private static readonly string[] Declarations =
    [
        .. GeneratorRun.AbiTypes,
        .. Directory.GetFiles(Path.Combine(Sdk(), "contracts"), "*.cs").Select(File.ReadAllText),
        .. new[] { "Result", "MemoryRange", "Session", "rings/RingEnds", "events/Subscriber" }.Select(name => File.ReadAllText(Path.Combine(Sdk(), "communication", name + ".cs"))),
    ];

    private static string Sdk([CallerFilePath] string self = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, ".."));

    private static IEnumerable<string> SaidOf(string contract) => GeneratorRun.Of(new ContractGenerator(), [.. Declarations, $$"""
        using System; using Diesis.Abi; using Diesis.Abi.Objects; using Diesis.Communication; using Diesis.Communication.Events;
        using Diesis.Communication.Rings; using Diesis.Contracts;
        namespace Sample;
        public struct Gap { public byte First; public int Second; }
        public struct Tail { public int First; public byte Second; }
        public struct Full { public int First, Second; }
        public struct Loose { public object Second; }
        public struct Choosy { public bool First; }
        public enum Plain { First, Second }
        public enum Below { First = -1 }
        public enum Large : ulong { First = 1UL << 40 }
        [Flags] public enum Several { First = 1, Second = 2 }
        {{contract}}
        """]).Said.Select(said => said.Split(':')[0]);

    private static IEnumerable<string> SaidOfMethod(string method) => SaidOf($$"""[Contract] public interface IThing { {{method}} }""");

    [Theory]
    [InlineData("[Contract] public interface Thing { }")]
    [InlineData("[Contract] public interface IThing<T> { }")]
    [InlineData("[Contract] public interface IThing : IComparable { }")]
    [InlineData("public class Outer { [Contract] public interface IThing { } }")]
    [InlineData("[Contract] public interface IThing { int Number { get; } }")]
    [InlineData("[Contract] public interface IThing { event Action Happened; }")]
    [InlineData("[Contract] public interface IThing { Status Do(); Status Do(int how); }")]
    [InlineData("[Contract] public interface IThing { Status Do<T>(); }")]
    [InlineData("[Contract] public interface IThing { static abstract Status Do(); }")]
    public void AContractIsAPlainInterfaceOfMethods(string contract) => Assert.Equal(["DS801"], SaidOf(contract));

    [Theory, InlineData("void Do();"), InlineData("int Do();"), InlineData("bool Do(out int value);")]
    public void EveryCallCanFail(string method) => Assert.Equal(["DS802"], SaidOfMethod(method));

    [Theory]
    [InlineData("Status Do(object thing);")]
    [InlineData("Status Do([MaxLength(3)] Gap[] records);")]
    [InlineData("Status Do([MaxLength(3)] int[,] numbers);")]
    [InlineData("Result<int, int> Do();")]
    [InlineData("Result<int, Below> Do();")]
    [InlineData("Result<int, Large> Do();")]
    [InlineData("Status Do(Gap record);")]
    [InlineData("Status Do(Tail record);")]
    [InlineData("Status Do(Loose record);")]
    [InlineData("Status Do(ref int number);")]
    [InlineData("Status Do(nint number);")]
    [InlineData("Status Do([MaxLength(3)] ReadOnlySpan<Gap> records);")]
    [InlineData("Status Do([MaxLength(3)] out Span<byte> bytes);")]
    [InlineData("Status Do(Caller caller);")]
    [InlineData("Result<object> Do();")]
    [InlineData("Status Do(out ReadingEnd<Gap> records);")]
    [InlineData("Status Do(out ReadingEnd<Choosy> records);")]
    [InlineData("Status Do(WritingEnd<Plain> records);")]
    [InlineData("Status Do(Subscriber<Plain> who);")]
    [InlineData("Status Do(out Subscriber<Several> who);")]
    public void OnlyPlainBitsCanCross(string method) => Assert.Equal(["DS803"], SaidOfMethod(method));

    [Theory]
    [InlineData("Status Do(int a, int b, int c, int d, int e, int f, int g);")]
    [InlineData("Status Do([Moved] Handle<Endpoint> a, [Moved] Handle<Endpoint> b, [Moved] Handle<Endpoint> c, [Moved] Handle<Endpoint> d);")]
    [InlineData("Status Do([MaxLength(16385)] ReadOnlySpan<byte> bytes);")]
    [InlineData("Status Do(ReadingEnd<Full> records, [Moved] Handle<Endpoint> more);")]
    public void AMessageHasItsBounds(string method) => Assert.Equal(["DS804"], SaidOfMethod(method));

    [Theory, InlineData("Status Do(string text);"), InlineData("Status Do(Span<byte> bytes);"), InlineData("Result<string> Do();"), InlineData("Status Do(int[] numbers);")]
    public void EveryLengthHasABound(string method) => Assert.Equal(["DS805"], SaidOfMethod(method));

    [Theory]
    [InlineData("Status Do(Handle<Endpoint> handle);")]
    [InlineData("Status Do([Moved, Cloned(Rights.Call)] Handle<Endpoint> handle);")]
    [InlineData("Status Do(out Handle<Endpoint> handle);")]
    [InlineData("Status Do([Cloned(Rights.Call)] out Handle<Endpoint> handle);")]
    [InlineData("Status Do(MemoryRange range);")]
    public void EveryHandleHasAnOwner(string method) => Assert.Equal(["DS806"], SaidOfMethod(method));

    [Theory]
    [InlineData("System.Threading.Tasks.ValueTask<Status> Do([MaxLength(3)] ReadOnlySpan<byte> bytes);")]
    [InlineData("System.Threading.Tasks.ValueTask<Status> Do(out int number);")]
    [InlineData("System.Threading.Tasks.ValueTask<Status> Do([Lent(Rights.Read)] MemoryRange first, [Lent(Rights.Read)] MemoryRange second);")]
    [InlineData("Status Do(System.Threading.CancellationToken token);")]
    public void WhatIsAnsweredLaterOutlastsTheCall(string method) => Assert.Equal(["DS807"], SaidOfMethod(method));

    [Theory]
    [InlineData("[Idempotent] Status Do([Moved] Handle<Endpoint> handle);")]
    [InlineData("[Idempotent] Status Do([Moved] MemoryRange range);")]
    public void WhatIsRepeatedMovesNothing(string method) => Assert.Equal(["DS808"], SaidOfMethod(method));

    [Fact]
    public void MistakesAreReportedWhereTheyAre() => Assert.Equal(["DS803", "DS805"], SaidOfMethod("Status Do(object thing, string text);"));

    [Theory]
    [InlineData("Status Do(int a, Full b, Guid c, TimeSpan d);")]
    [InlineData("Status Do(Guid a, Guid b, Guid c, Guid d);")]
    [InlineData("Result<Handle<Endpoint>> Do();")]
    [InlineData("Result<int, Plain> Do();")]
    [InlineData("System.Threading.Tasks.ValueTask<Result<Handle<Endpoint>, Plain>> Do([MaxLength(8)] Full[] records);")]
    [InlineData("Status Do([MaxLength(8)] Full[] records, [MaxLength(8)] out Choosy[] others);")]
    [InlineData("Status Do(int from, out ReadingEnd<Full> records, out int count);")]
    [InlineData("Result<WritingEnd<byte>> Do();")]
    [InlineData("Status Do(ReadingEnd<byte> bytes);")]
    [InlineData("Status Do(Subscriber<Several> one, Subscriber<Several> other);")]
    [InlineData("[Idempotent] Status Do([Cloned(Rights.Call)] Handle<Endpoint> handle);")]
    [InlineData("[return: MaxLength(9)] Result<string> Do();")]
    [InlineData("Status Do([Moved] Handle<Endpoint> a, [Lent(Rights.Read)] MemoryRange b, [Cloned(Rights.Signal)] Handle<Notification> c);")]
    [InlineData("System.Threading.Tasks.ValueTask<Result<int>> Do([MaxLength(9)] string text, System.Threading.CancellationToken token = default);")]
    [InlineData("Status Open(out IOther other); } [Contract] public interface IOther : IDisposable { Status Do();")]
    public void WhatCanCrossDoes(string method) => Assert.Empty(SaidOfMethod(method));
}
