namespace Diesis.Sdk.Analyzers.Generics;

public class GenericsTests
{
    [Fact]
    public Task AStaticContractWantsAStruct() => Snippet.Check("kernel/Sample.cs", """
        interface IFormat { static abstract int Levels { get; } }
        interface IWideFormat : IFormat { }
        interface IPlain { int Count { get; } }
        static class Sample
        {
            static int A<T>() where T : IFormat => T.Levels;             // DS601
            static int B<T>() where T : IWideFormat => T.Levels;         // DS601
            static int C<T>() where T : struct, IFormat => T.Levels;
            static int D<T>() where T : unmanaged, IFormat => T.Levels;
            static int E<T>(T t) where T : IPlain => t.Count;
        }
        struct Table<TFormat> where TFormat : IFormat { }                // DS601
        """);
}
