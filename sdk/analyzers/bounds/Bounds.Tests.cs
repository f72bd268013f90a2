namespace Diesis.Sdk.Analyzers.Bounds;

public class BoundsTests
{
    [Fact]
    public Task RecursionIsAnError() => Snippet.Check("kernel/Sample.cs", """
        struct Sample
        {
            int _depth;
            void Direct() => Direct();                              // DS501
            void First(int count) { if (count > 0) Second(count); } // DS501
            void Second(int count) => Third(count);                 // DS501
            void Third(int count) => First(count - 1);              // DS501
            int Depth { get => Depth; set => _depth = value; }      // DS501
            static int Outer(int count)
            {
                return Inner(count);
                static int Inner(int left) => left == 0 ? 0 : Inner(left - 1);  // DS501
            }
            static T Generic<T>(T value) => Generic<T>(value);      // DS501
            public static Sample operator +(Sample left, Sample right) => left + right; // DS501
        }
        """);

    [Fact]
    public Task CallsThatComeToAnEndAreNone() => Snippet.Check("kernel/Sample.cs", """
        interface IStep { void Do(); }
        struct Sample
        {
            int _count;
            int Count { get => _count; set { if (Count != value) _count = value; } }
            void Do() => Do(1);
            void Do(int count) => Count += count;
            void Step<T>(T step) where T : struct, IStep => step.Do();
            Sample(int count) => _count = count;
            Sample(int count, int more) : this(count + more) { }
            static Sample Make() => new(1, 2);
        }
        """);

    [Fact]
    public Task TheWayBackMayLeadThroughTheMachine() => Snippet.Check("machine/x86_64/Sample.cs", """
        static class Machine
        {
            static void Fault() => Machine.Report();
            static void Report() => Fault();
        }
        """);

    [Fact]
    public Task LoopsThatNeedNotEndAreErrors() => Snippet.Check("kernel/Sample.cs", """
        class Sample
        {
            Sample? _next;
            int _answer;
            static long Now() => 0;
            void Forever() { while (true) { } }         // DS502
            void Forever2() { for (;;) { } }            // DS502
            void Waits() { while (_answer == 0) { } }   // DS502
            void Until(long end)
            {
                while (_answer != 7 && Now() < end) { } // DS502
            }
            void Follows(Sample? first)
            {
                for (Sample? at = first; at != null; at = at._next) { }     // DS502
            }
            void Tries()
            {
                do { }
                while (Now() > 3);                      // DS502
            }
            int Property { get { while (true) { } } }   // DS502
            void Either(int count)
            {
                while (count-- > 0 || _answer == 0) { } // DS502
            }
        }
        """);

    [Fact]
    public Task LoopsThatCountAreNone() => Snippet.Check("kernel/Sample.cs", """
        ref struct Sample
        {
            int _count;
            void Counts(int limit)
            {
                for (int i = 0; i < limit; i++) { }
                for (int left = limit; left > 0;) left -= 3;
                for (; limit != 0; limit /= 10) { }
                while (limit-- > 0) { }
                while (_count < 5 && limit == 2) _count++;
                do Step(ref limit); while (limit < 5);
                while (_count < 5 || limit > 2) (limit, _count) = (limit - 1, _count + 1);
            }
            static void Step(ref int value) => value++;
            void Takes(ReadOnlySpan<byte> rest)
            {
                while (!rest.IsEmpty) rest = rest.Slice(1);
                foreach (byte one in rest) { }
                var walk = rest.GetEnumerator();
                while (walk.MoveNext()) { }
            }
        }
        """);

    [Fact]
    public Task AReasonIsAccepted() => Snippet.Check("kernel/Sample.cs", """
        sealed class BoundedAttribute(string why) : Attribute { public string Why => why; }
        class Sample
        {
            [Bounded("the idle loop")]
            void Idle() { while (true) { } }
            [Bounded("never more than three")]
            int Property { get { while (true) { } } }
            void Outer()
            {
                Inner();
                [Bounded("one of them ends it")]
                static void Inner() { while (true) { } }
            }
        }
        """);

    [Fact]
    public Task OtherFoldersAreFree() => Snippet.Check("tools/diesis/Sample.cs", """
        class Sample
        {
            void Forever() { while (true) { } }
            void Self() => Self();
        }
        """);
}
