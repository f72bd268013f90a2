using System.Reflection;

namespace Diesis.Sdk.Generators;

/// <summary>The program's half, over instructions that note what they are given.</summary>
public sealed class KernelStubGeneratorTests
{
    private const string Library = """
        namespace Diesis;
        public static unsafe partial class Kernel
        {
            public static ulong Numbers => CallNumber * 10_000 + ReplyReceiveNumber * 100 + ReplyNumber;
        }
        internal static unsafe class SystemCall
        {
            public static string Log = "";
            public static ulong Status;
            public struct Answer { public ulong Status, Result; }
            public struct Results { public ulong First, Second, Third; }
            private static Answer Note(params System.ReadOnlySpan<ulong> all)
            {
                Log = string.Join(' ', all.ToArray());
                return new() { Status = Status, Result = 77 };
            }
            public static Answer Invoke(ulong n) => Note(n);
            public static Answer Invoke(ulong n, ulong a) => Note(n, a);
            public static Answer Invoke(ulong n, ulong a, ulong b) => Note(n, a, b);
            public static Answer Invoke(ulong n, ulong a, ulong b, ulong c) => Note(n, a, b, c);
            public static Answer Invoke(ulong n, ulong a, ulong b, ulong c, ulong d) => Note(n, a, b, c, d);
            public static Answer Invoke(ulong n, ulong a, ulong b, ulong c, ulong d, ulong e) => Note(n, a, b, c, d, e);
            public static Answer Invoke(ulong n, ulong a, ulong b, ulong c, ulong d, ulong e, ulong f) => Note(n, a, b, c, d, e, f);
            public static Answer Invoke(ulong n, ulong a, ulong b, ulong c, ulong d, ulong e, ulong f, ulong g, ulong h) => Note(n, a, b, c, d, e, f, g, h);
            public static Answer Invoke(ulong n, ulong a, ulong b, ulong c, ulong d, Results* results)
            {
                *results = new() { First = 1, Second = 2, Third = 3 };
                return Note(n, a, b, c, d);
            }
            public static ulong Exchange(ulong n, ulong handle, Abi.Message* message)
            {
                message->Label++;
                return Note(n, handle).Status;
            }
        }
        """;

    private const string Use = """
        using Diesis; using Diesis.Abi; using Diesis.Abi.Objects;
        public static class Use
        {
            private static Handle<T> H<T>(ulong value) where T : struct, IObject => new(new Handle(value));
            private static string Run(ulong status, System.Func<string> call)
            {
                SystemCall.Status = status;
                string said = call();
                return $"{SystemCall.Log} | {said}";
            }
            public static string Plain() => Run(0, () => $"{Kernel.Map(H<AddressSpace>(1), H<MemoryObject>(2), 3, 4, 5, Protection.ReadExecute)}");
            public static string None() => Run(6, () => $"{Kernel.Nothing()}");
            public static string One() => Run(0, () => $"{Kernel.GetTime(out ulong time)} {time}");
            public static string Failed() => Run(9, () => $"{Kernel.CreateEndpoint(H<MemoryBudget>(5), out var made)} {made.Value}");
            public static string Many() => Run(0, () => $"{Kernel.CreateMessageInterrupt(H<MemoryBudget>(5), H<Interrupt>(6), out var a, out ulong b, out ulong c)} {a.Value} {b} {c}");
            public static unsafe string Bytes() => Run(0, () =>
            {
                byte[] text = new byte[3];
                fixed (byte* start = text)
                {
                    Status status = Kernel.WriteLog(H<SystemControl>(8), text);
                    return $"{status} {SystemCall.Log == $"112 8 {(ulong)start} 3"}";
                }
            })[^7..];
            public static unsafe string BytesAndOne() => Run(0, () =>
            {
                byte[] room = new byte[2];
                fixed (byte* start = room)
                {
                    Status status = Kernel.TakeScreen(H<MemoryBudget>(5), H<MemoryObject>(6), room, out var made);
                    return $"{status} {SystemCall.Log == $"106 5 6 {(ulong)start} 2"} {made.Value}";
                }
            })[^10..];
            public static string Exchanged() => Run(0, () =>
            {
                Message message = new() { Label = 4 };
                return $"{Kernel.Call(H<Endpoint>(7), ref message)} {message.Label}";
            });
            public static string Numbers() => $"{Kernel.Numbers}";
        }
        """;

    private static readonly Lazy<Type> Compiled = new(() =>
        GeneratorRun.Of(new KernelStubGenerator(), [.. GeneratorRun.Abi, Library, Use]).Load().GetType("Use")!);

    [Theory]
    [InlineData("Plain", "43 1 2 3 4 5 2 | Ok")]
    [InlineData("None", "0 | BadArgument")]
    [InlineData("One", "85 | Ok 77")]
    [InlineData("Failed", "9 5 | BudgetExceeded 0")]
    [InlineData("Many", "97 5 6 0 0 | Ok 1 2 3")]
    [InlineData("Bytes", "Ok True")]
    [InlineData("BytesAndOne", "Ok True 77")]
    [InlineData("Exchanged", "1 7 | Ok 5")]
    [InlineData("Numbers", "10204")]
    public void ACallPassesItsNumberAndArguments(string use, string expected)
        => Assert.Equal(expected, Compiled.Value.GetMethod(use, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null));

    [Fact]
    public void NothingIsWrittenWhereNobodyCalls()
        => Assert.Equal("", GeneratorRun.Of(new KernelStubGenerator(), GeneratorRun.Abi).Written("Kernel.g.cs"));
}
