namespace Diesis.Sdk.Analyzers.Safety;

public class SafetyTests
{
    [Fact]
    public Task UncheckedActsNeedAReason() => Snippet.Check("kernel/Sample.cs", """
        unsafe struct Pair
        {
            int* _first;
            int A() => *_first;                               // DS401
            int B() => _first[1];                             // DS401
            static int C(Pair* pair) => pair->A();            // DS401
            static int* D(ulong address) => (int*)address;    // DS401
            static int E(delegate*<int> f) => f();            // DS401
            static void* F(int* pointer) => (void*)pointer;
            static int* G(int* pointer) => pointer + 1;
        }
        """);

    [Fact]
    public Task AReasonCoversWhatItStandsBefore() => Snippet.Check("kernel/Sample.cs", """
        // SAFETY: the pointer is to memory that is never given back.
        unsafe struct Whole
        {
            int* _first;
            int A() => *_first;
        }
        unsafe struct Parts
        {
            int* _first;
            // SAFETY: checked when it was stored.
            int A() => *_first;
            int B()
            {
                // SAFETY: one past is within the same allocation.
                int next = _first[1];
                return next + *_first;                        // DS401
            }
            int C { get => *_first; }                         // DS401
            int D
            {
                // SAFETY: as above.
                get => *_first;
            }
            // A SAFETY reason is not merely mentioned.
            int E() => *_first;                               // DS401
        }
        """);

    [Fact]
    public Task DroppedResultsAreErrors() => Snippet.Check("kernel/Sample.cs", """
        unsafe struct Sample
        {
            int _count;
            bool Try() => ++_count > 0;
            Sample Copy() => this;
            void Do() { }
            static int Three() => 3;
            void Calls(Sample? other)
            {
                Try();                                        // DS402
                Copy().Try();                                 // DS402
                other?.Try();                                 // DS402
                new Sample();                                 // DS402
                // SAFETY: the function is there for good.
                ((delegate*<int>)&Three)();                   // DS402
            }
            void Fine(Sample? other)
            {
                _ = Try();
                if (Try()) Do();
                other?.Do();
                _count++;
                _count = 3;
                _count += Three();
                (_count, int two) = (1, 2);
            }
            void Arrow() => Try();                            // DS402
        }
        """);
}
