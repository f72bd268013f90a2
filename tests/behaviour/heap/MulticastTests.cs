using System;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Delegates that call several methods, and events.</summary>
internal static class MulticastTests
{
    private sealed class Source
    {
        public event Action<string>? Happened;
        public event EventHandlerOf<int>? Counted;

        public bool IsHeard => Happened != null;
        public void Happen(string what) => Happened?.Invoke(what);
        public int Count(ref int number, long more) => Counted?.Invoke(ref number, more, "text") ?? -1;
    }

    private delegate int EventHandlerOf<T>(ref T value, long more, string text);

    private sealed class Listener(string name)
    {
        public string Heard { get; private set; } = "";
        public void Listen(string what) => Heard += name + what;
        public static void Ignore(string what) => Ignored += what;
        public static string Ignored { get; private set; } = "";
    }

    public static void Run(ref Transcript transcript)
    {
        Events(ref transcript);
        Lists(ref transcript);
        Equality(ref transcript);
    }

    private static void Events(ref Transcript transcript)
    {
        Source source = new();
        Listener first = new("a"), second = new("b");
        transcript.Case("events").Gives(source.IsHeard);
        source.Happened += first.Listen;
        source.Happen("1");
        source.Happened += second.Listen;
        source.Happened += Listener.Ignore;
        source.Happened += first.Listen;
        source.Happen("2");
        source.Happened -= first.Listen;
        source.Happen("3");
        source.Happened -= new Listener("x").Listen;
        source.Happened -= Listener.Ignore;
        source.Happen("4");
        source.Happened -= second.Listen;
        source.Happened -= first.Listen;
        source.Happen("5");
        transcript.Gives(first.Heard).Gives(second.Heard).Gives(Listener.Ignored).Gives(source.IsHeard);
        int number = 1;
        source.Counted += static (ref int value, long more, string text) => value += (int)more;
        source.Counted += (ref int value, long more, string text) => value = value * 10 + text.Length + number;
        transcript.Gives(source.Count(ref number, 5)).Gives(number);
    }

    private static void Lists(ref Transcript transcript)
    {
        string said = "";
        Action a = () => said += "a", b = () => said += "b", c = () => said += "c";
        Action all = a + b + c + a + b;
        all();
        said += "|";
        (all - (a + b))!();
        said += "|";
        (all - b - b - a)!();
        said += "|";
        (all - (b + a))!();
        ((Action?)Delegate.RemoveAll(all, a))!();
        transcript.Case("lists").Gives(said).Gives((a - a) == null).Gives((Action?)Delegate.Combine(null, a) == a).Gives(all.GetInvocationList().Length)
            .Gives(all.HasSingleTarget).Gives(a.HasSingleTarget).Gives(((Action)all.GetInvocationList()[2]) == c)
            .Gives(Delegate.Combine(null, null) == null).Gives(Delegate.Combine((Delegate?[])[a, null, b])!.GetInvocationList().Length);
        Func<int, int> twice = x => x * 2, thrice = x => x * 3;
        transcript.Gives((twice + thrice)(5)).Gives((thrice + twice)(5));
        Func<long, (long, string, double)> big = x => (x, "first", 1.5);
        big += x => (x + 1, "second", 2.5);
        var (number, text, real) = big(7);
        transcript.Gives(number).Gives(text).Gives(real);
    }

    private static void Equality(ref Transcript transcript)
    {
        Listener listener = new("a"), other = new("b");
        Action<string> one = listener.Listen, same = listener.Listen, different = other.Listen, fixedOne = Listener.Ignore, fixedSame = Listener.Ignore;
        transcript.Case("equality").Gives(one == same).Gives(one.Equals(same)).Gives(one == different).Gives(fixedOne == fixedSame)
            .Gives(one == fixedOne).Gives(one + fixedOne == same + fixedSame).Gives(one + fixedOne == fixedOne + one)
            .Gives(one + one == one).Gives(different != null).Gives(one.GetHashCode() == same.GetHashCode())
            .Gives((one + fixedOne).GetHashCode() == (same + fixedSame).GetHashCode());
    }
}
