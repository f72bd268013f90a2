using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>
/// What is in use stays as it is while others go. All of it fits in a few megabytes, of which far more are used up.
/// </summary>
internal static class KeepingTests
{
    /// <summary>How often memory is used up in between. Where each allocation collects, few will do.</summary>
    public static int Rounds { get; set; } = 200;

    private struct Mixed
    {
        public string? First;
        public long Number;
        public string? Second;
        public object? Third;
    }

    private class Holder
    {
        public string? Text;
        public Mixed Inner;
        public int Number;
    }

    private sealed class Wider : Holder
    {
        public long More;
        public Holder? Other;
    }

    private static object? _field;
    private static Mixed _structField;
    private static readonly List<string> Lines = [];

    /// <summary>A class of its own, so that the compiler may make the object; it changes all the same.</summary>
    private static class Made
    {
        internal static readonly Holder AtBuildTime = new();
    }

    public static void Run(ref Transcript transcript)
    {
        Statics(ref transcript);
        Shapes(ref transcript);
        Interior(ref transcript);
        Large(ref transcript);
        Lists(ref transcript);
        Closures(ref transcript);
    }

    private static void Statics(ref Transcript transcript)
    {
        _field = Text(1);
        _structField = new Mixed { First = Text(2), Third = new Holder { Text = Text(3) } };
        Made.AtBuildTime.Text = Text(4);
        for (int i = 0; i < 100; i++) Lines.Add(Text(i));
        UseUp();
        transcript.Case("statics").Gives((string)_field).Gives(_structField.First).Gives(((Holder)_structField.Third).Text)
            .Gives(Made.AtBuildTime.Text).Gives(Lines[17]).Gives(Lines[99]);
        _field = null;
        Made.AtBuildTime.Text = null;
        UseUp();
        transcript.Case("statics").Gives(_field == null).Gives(Made.AtBuildTime.Text);
    }

    private static void Shapes(ref Transcript transcript)
    {
        var structs = new Mixed[50];
        var pairs = new (string?, int)[33];
        var nested = new Holder?[4][];
        var boxes = new object[20];
        var wide = new Wider { Text = Text(70), More = 71, Other = new Holder { Inner = { Second = Text(72) } } };
        wide.Inner.Third = Text(73);
        for (int i = 0; i < structs.Length; i++) structs[i] = new Mixed { First = Text(i), Number = -1, Second = Text(i + 1), Third = Text(i + 2) };
        for (int i = 0; i < pairs.Length; i++) pairs[i] = (Text(i), i);
        for (int i = 0; i < nested.Length; i++) nested[i] = [new Holder { Text = Text(i) }, null, new Wider { Inner = { Second = Text(i * 2) } }];
        for (int i = 0; i < boxes.Length; i++) boxes[i] = new Mixed { Third = Text(i), Number = i };
        UseUp();

        long sum = 0;
        foreach (ref var item in structs.AsSpan()) sum += item.Number + Value(item.First) + Value(item.Second) + Value((string)item.Third!);
        foreach (var (text, number) in pairs) sum += Value(text) * number;
        foreach (var row in nested) sum += Value(row[0]!.Text) * 3 + Value(row[2]!.Inner.Second) + (row[1] == null ? 1 : 0);
        foreach (object box in boxes) sum += Value((string)((Mixed)box).Third!) * ((Mixed)box).Number;
        transcript.Case("shapes").Gives(sum).Gives(wide.Text).Gives(wide.More).Gives(wide.Other.Inner.Second).Gives((string)wide.Inner.Third);
    }

    /// <summary>Only a place in the middle of an array is known to anybody.</summary>
    private static void Interior(ref Transcript transcript)
    {
        var part = Part();
        ref string place = ref Place();
        UseUp();
        int sum = 0;
        foreach (int number in part) sum += number;
        transcript.Case("interior").Gives(part.Length).Gives(sum).Gives(place);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<int> Part()
    {
        int[] numbers = new int[1000];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = i * i;
        return numbers.AsSpan(500, 100);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref string Place()
    {
        string[] texts = new string[300];
        for (int i = 0; i < texts.Length; i++) texts[i] = Text(i);
        return ref texts[250];
    }

    private static void Large(ref Transcript transcript)
    {
        byte[]?[] kept = new byte[4][];
        object[] references = new object[20_000];
        for (int i = 0; i < 100; i++)
        {
            byte[] block = new byte[100_000 + i * 1000];
            block[^1] = (byte)i;
            kept[i % kept.Length] = block;
            references[i * 199] = new Holder { Text = Text(i), Number = block[^1] };
        }
        transcript.Case("large").Gives(kept[0]![^1]).Gives(kept[3]![^1]).Gives(kept[1]![500]);
        long sum = 0;
        foreach (object reference in references)
            if (reference is Holder holder) sum += Value(holder.Text) * holder.Number;
        transcript.Case("references").Gives(sum);
    }

    private static void Lists(ref Transcript transcript)
    {
        Dictionary<string, List<string>> groups = [];
        for (int i = 0; i < 2_000; i++)
        {
            string key = Text(i % 37);
            if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = []);
            group.Add(Text(i));
            if (group.Count == 20) groups.Remove(key);
        }
        long sum = 0;
        foreach (var (key, group) in groups)
            foreach (string text in group) sum += Value(key) * Value(text);
        transcript.Case("groups").Gives(groups.Count).Gives(sum);
    }

    private static void Closures(ref Transcript transcript)
    {
        List<Func<string>> functions = [];
        Action<string> all = _ => { };
        string last = "";
        for (int i = 0; i < 20; i++)
        {
            string text = Text(i);
            functions.Add(() => text + Text(functions.Count));
            all += given => last += text + given;
        }
        UseUp();
        all("!");
        transcript.Case("closures").Gives(functions[3]()).Gives(functions[19]()).Gives(last);
    }

    /// <summary>Makes objects of many sizes that nobody keeps, and collects in between.</summary>
    private static void UseUp()
    {
        for (int i = 0; i < Rounds; i++)
        {
            GC.KeepAlive(new byte[i * 10]);
            GC.KeepAlive(Text(i));
            if (i % 50 == 0) GC.Collect();
        }
    }

    private static string Text(int number) => $"text {number}";

    private static int Value(string? text) => text == null ? 0 : int.Parse(text.AsSpan("text ".Length));
}
