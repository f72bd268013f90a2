namespace Diesis.Sdk.Analyzers.State;

public class StateTests
{
    [Fact]
    public Task MutableStaticsAreErrors() => Snippet.Check("kernel/Sample.cs", """
        sealed class WrittenByLoaderAttribute : Attribute;
        static class Sample
        {
            static int _count;                          // DS201
            static int Count { get; set; }              // DS201
            [ThreadStatic] static int _own;             // DS201 DS203
            [WrittenByLoader] static int _answer;
            const int Constant = 1;
            static readonly int ReadOnly = 1;
            static int Computed => _count + _own + _answer;
        }
        """);

    [Fact]
    public Task StaticsComputedAtRunTimeAreErrors() => Snippet.Check("kernel/Sample.cs", """
        static class Sample
        {
            static readonly int Length = Measure();     // DS202
            static int Doubled { get; } = Measure();    // DS202
            static readonly int[] Table = [1, 2, 3];
            static readonly TimeSpan Limit = new(0, 0, 5);
            static int Measure() => 3;
            static Sample() { }                         // DS202
        }
        """);
}
