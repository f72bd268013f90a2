namespace Diesis.Sdk.Analyzers.Allocation;

public class AllocationTests
{
    [Fact]
    public Task ObjectsOfClassesAreErrors() => Snippet.Check("kernel/Sample.cs", """
        class Node { }
        record Named(string Name);
        static class Sample
        {
            static object A() => new Node();                             // DS101
            static Node B() => new();                                    // DS101
            static object C() => new { Name = "x" };                     // DS101
            static Named D(Named named) => named with { Name = "y" };    // DS101
            static readonly Node OfTheImage = new();
            static DateTime AStruct() => new(1, 1, 1);
            [Obsolete("an attribute is no code")] static void E() { }
        }
        """);

    [Fact]
    public Task ArraysAreErrorsUnlessTheyBecomeData() => Snippet.Check("kernel/Sample.cs", """
        static class Sample
        {
            static byte[] A(int count) => new byte[count];                // DS102
            static int[] B() => [1, 2, 3];                                // DS102
            static List<int> C() => [1];                                  // DS102
            static readonly int[] Table = [1, 2, 3];
            static readonly int[][] Nested = [[1], [2]];
            static ReadOnlySpan<int> Data => [1, 2, 3];
            static int D() { Span<byte> bytes = stackalloc byte[4]; return bytes.Length; }
            static int E() => F(1, 2);                                    // DS103
            static int F(params int[] values) => values.Length;
            static int G() => H(1, 2);
            static int H(params ReadOnlySpan<int> values) => values.Length;
        }
        """);

    [Fact]
    public Task BoxesAreErrors() => Snippet.Check("kernel/Sample.cs", """
        interface IShape { int Sides { get; } }
        readonly struct Square : IShape { public int Sides => 4; }
        static class Sample
        {
            static object A(int value) => value;                          // DS104
            static IShape B(Square square) => square;                     // DS104
            static bool C(Square square) => square.Equals(null);          // DS104
            static string? D(DayOfWeek day) => day.ToString();            // DS104
            static object? E<T>(T value) => value;                        // DS104
            static bool F<T>(T value) => value == null;
            static int G<T>(T shape) where T : struct, IShape => shape.Sides;
            static bool H(int value) => value.Equals(3);
            static object? I() => null;
        }
        """);

    [Fact]
    public Task DelegatesAreErrorsAndFunctionPointersAreNot() => Snippet.Check("kernel/Sample.cs", """
        static unsafe class Sample
        {
            static Func<int> A(int n) => () => n;                         // DS105
            static Func<int> B() => static () => 1;                       // DS105
            static Func<int> C() => D;                                    // DS105
            static int D() => 1;
            static int E(int n) { return Local(); int Local() => n; }
            // SAFETY: only taken, never called.
            static delegate*<int> F() => &D;
        }
        """);

    [Fact]
    public Task TextPutTogetherIsAnErrorUnlessAHandlerWritesIt() => Snippet.Check("kernel/Sample.cs", """
        static class Sample
        {
            static string A(string name) => "hello " + name + "!";        // DS106
            static string B(int n) => $"number {n}";                      // DS106
            static string C(string name) { name += "."; return name; }    // DS106
            const string Constant = "a" + "b";
            static string D() => $"{Constant} and more";
            static bool E(Span<char> buffer, int n) => buffer.TryWrite($"number {n}", out _);
        }
        """);

    [Fact]
    public Task StateMachinesAreErrors() => Snippet.Check("kernel/Sample.cs", """
        static class Sample
        {
            static IEnumerable<int> A() { yield return 1; }               // DS107
            static async System.Threading.Tasks.Task B()
            {
                await System.Threading.Tasks.Task.Yield();                // DS107
            }
        }
        """);

    [Fact]
    public Task EnumeratorsThatAreObjectsAreErrors() => Snippet.Check("kernel/Sample.cs", """
        static class Sample
        {
            static void A(IEnumerable<int> items) { foreach (var _ in items) { } }    // DS108
            static void B(List<int> items) { foreach (var _ in items) { } }
            static void C(int[] items) { foreach (var _ in items) { } }
            static void D(string text) { foreach (var _ in text) { } }
            static void E(ReadOnlySpan<int> items) { foreach (ref readonly var _ in items) { } }
        }
        """);

    [Fact]
    public Task ThrowingAndCatchingAreErrors() => Snippet.Check("kernel/Sample.cs", """
        static class Sample
        {
            static int A(int n) => n > 0 ? n : throw new ArgumentException();    // DS109
            static void B()
            {
                try { }                                                           // DS109
                catch (Exception) { throw; }                                      // DS109
            }
            static void C() { try { } finally { } }
        }
        """);

    [Theory]
    [InlineData("tools/diesis/Sample.cs")]
    [InlineData("corelib/heap/Sample.cs")]
    [InlineData("machine/simulated/Sample.cs")]
    [InlineData("kernel/Sample.Tests.cs")]
    [InlineData(".build/dotnet/obj/Sample.g.cs")]
    [InlineData("../elsewhere/Sample.cs")]
    public Task OtherFoldersMayAllocate(string path) => Snippet.Check(path, """
        static class Sample
        {
            static object A() => new object();
            static int _count;
        }
        """);

    [Fact]
    public async Task TheErrorNamesTheLineAndWhatToDoInstead()
    {
        var error = Assert.Single(await Snippet.Analyze("kernel/Sample.cs", "\nclass C { byte[] Buffer(int n) => new byte[n]; }"));
        Assert.Equal("/repository/kernel/Sample.cs(2,35): error DS102: Allocates 'byte[]': use a span over 'stackalloc', "
            + "an inline array, or a 'static readonly' array of constants", error.ToString());
    }

    [Fact]
    public async Task NoFileSwitchesARuleOff()
    {
        var found = await Snippet.Analyze("kernel/Sample.cs", """
            #pragma warning disable
            #pragma warning disable DS101
            class Node { static Node A() => new(); }
            """);
        Assert.False(Assert.Single(found).IsSuppressed);
    }
}
