using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>
/// References that do not keep, and finalizers. A few words on the stack may look like references, so most of many is
/// the most that can be asked.
/// </summary>
internal static unsafe class WeakTests
{
    private const int Many = 200;
    private const int Most = 150;

    private sealed class Counted(int number)
    {
        public static int Finalized;
        public static readonly Counted?[] Saved = new Counted?[Many];

        ~Counted()
        {
            Finalized++;
            if (number >= 0) Saved[number] = this;
        }
    }

    private sealed class Chained(object next)
    {
        public static int Finalized;
        private readonly object _next = next;

        ~Chained()
        {
            if (_next is string or Chained) Finalized++;
        }
    }

    public static void Run(ref Transcript transcript)
    {
        WeakReferences(ref transcript);
        HandlesOfAllKinds(ref transcript);
        Finalizers(ref transcript);
        Chains(ref transcript);
        Attached(ref transcript);
        Tables(ref transcript);
    }

    /// <summary>Values are there as long as their keys, and do not keep these, although they refer to them.</summary>
    private static void Attached(ref Transcript transcript)
    {
        ConditionalWeakTable<object, object[]> table = new();
        var kept = new object[Many];
        var toValues = new WeakReference<object>[Many];
        var toOthers = new WeakReference<object>[Many];
        Attach(table, kept, toValues, toOthers);
        GC.Collect();
        int wrong = 0;
        foreach (object key in kept)
            if (!table.TryGetValue(key, out object[]? value) || value[0] != key) wrong++;
        transcript.Case("attached").Gives(Alive(toValues) == Many).Gives(Many - Alive(toOthers) > Most).Gives(wrong);
        // Each value is the key of the next.
        object first = new();
        WeakReference<object> last = AttachChain(first, 50);
        GC.Collect();
        transcript.Case("attached in a chain").Gives(last.TryGetTarget(out _));
        GC.KeepAlive(first);
        GC.KeepAlive(kept);
    }

    private static readonly ConditionalWeakTable<object, object> Chain = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<object> AttachChain(object first, int length)
    {
        for (int i = 0; i < length; i++)
        {
            object next = new();
            Chain.Add(first, next);
            first = next;
        }
        return new(first);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Attach(ConditionalWeakTable<object, object[]> table, object[] kept, WeakReference<object>[] toValues, WeakReference<object>[] toOthers)
    {
        for (int i = 0; i < Many; i++)
        {
            object[] value = [kept[i] = new int[i]];
            table.Add(kept[i], value);
            toValues[i] = new(value);
            object other = new int[i];
            object[] another = [other];
            table.Add(other, another);
            toOthers[i] = new(another);
        }
    }

    private static void Tables(ref Transcript transcript)
    {
        ConditionalWeakTable<string, string> table = new();
        string key = new('k', 3), same = new('k', 3);
        table.Add(key, "value");
        transcript.Case("table").Gives(table.TryGetValue(key, out string? value)).Gives(value).Gives(table.TryGetValue(same, out value)).Gives(value).Gives(table.TryAdd(key, "other"))
            .Gives(table.TryAdd(same, "same")).Gives(table.GetValue(key, static _ => "made")).Gives(table.GetValue(new string('n', 2), static made => made + "!"));
        table.AddOrUpdate(key, "new");
        int count = 0;
        foreach (var pair in table) count += pair.Value.Length > 0 ? 1 : 0;
        transcript.Case("table").Gives(table.TryGetValue(key, out value)).Gives(value).Gives(table.Remove(key)).Gives(table.Remove(key)).Gives(count >= 2);
        table.Clear();
        transcript.Case("table cleared").Gives(table.TryGetValue(same, out _));
    }

    private static void WeakReferences(ref Transcript transcript)
    {
        var kept = new object[Many];
        var toKept = new WeakReference<object>[Many];
        var toOthers = new WeakReference<object>[Many];
        Make(kept, toKept, toOthers);
        GC.Collect();
        transcript.Case("weak references").Gives(Alive(toKept) == Many).Gives(Many - Alive(toOthers) > Most);
        toOthers[0].SetTarget(kept[0]);
        GC.Collect();
        transcript.Case("set anew").Gives(toOthers[0].TryGetTarget(out object? target)).Gives(target == kept[0]);
        GC.KeepAlive(kept);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(object[] kept, WeakReference<object>[] toKept, WeakReference<object>[] toOthers)
    {
        for (int i = 0; i < Many; i++)
        {
            toKept[i] = new(kept[i] = new int[i]);
            toOthers[i] = new(new int[i]);
        }
    }

    private static int Alive(WeakReference<object>[] references)
    {
        int alive = 0;
        foreach (var reference in references)
            if (reference.TryGetTarget(out _)) alive++;
        return alive;
    }

    private static void HandlesOfAllKinds(ref Transcript transcript)
    {
        var handles = new GCHandle[Many];
        foreach (var type in (ReadOnlySpan<GCHandleType>)[GCHandleType.Normal, GCHandleType.Pinned, GCHandleType.Weak, GCHandleType.WeakTrackResurrection])
        {
            Allocate(handles, type);
            GC.Collect();
            // What takes the place of those that are gone does not look like them.
            for (int i = 0; i < Many * 4; i++) GC.KeepAlive(new[] { 3, 2, 1, i });
            int alive = 0;
            foreach (var handle in handles)
                if (handle.Target is int[] { Length: 4 } array && array[3] == 33) alive++;
            bool isWeak = type is GCHandleType.Weak or GCHandleType.WeakTrackResurrection;
            transcript.Case("handles").Of((int)type).Gives(isWeak ? Many - alive > Most : alive == Many);
            foreach (ref var handle in handles.AsSpan()) handle.Free();
            transcript.Case("freed").Gives(handles[0].IsAllocated).Gives(handles[0] == default);
        }
        int[] numbers = [1, 2, 3];
        var pinned = GCHandle.Alloc(numbers, GCHandleType.Pinned);
        ((int*)pinned.AddrOfPinnedObject())[1] = 20;
        var same = GCHandle.FromIntPtr(GCHandle.ToIntPtr(pinned));
        transcript.Case("pinned").Gives(numbers[1]).Gives(same == pinned).Gives(same.Target == numbers);
        pinned.Free();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Allocate(GCHandle[] handles, GCHandleType type)
    {
        for (int i = 0; i < handles.Length; i++) handles[i] = GCHandle.Alloc(new[] { 0, 11, 22, 33 }, type);
    }

    private static void Finalizers(ref Transcript transcript)
    {
        var weak = new GCHandle[Many];
        var tracking = new GCHandle[Many];
        MakeCounted(weak, tracking);
        FinalizeAll();
        transcript.Case("finalizers").Gives(Counted.Finalized > Most).Gives(Counted.Finalized <= Many)
            .Gives(Known(weak) < Many - Most).Gives(Known(tracking) > Most).Gives(Same(tracking, Counted.Saved) > Most);

        // They run once, unless they are asked for again.
        Counted.Finalized = 0;
        Renew();
        FinalizeAll();
        transcript.Case("again").Gives(Counted.Finalized > Most).Gives(Known(tracking) > Most);
        Counted.Finalized = 0;
        Counted.Saved.AsSpan().Clear();
        FinalizeAll();
        transcript.Case("once").Gives(Counted.Finalized < Many - Most).Gives(Known(tracking) < Many - Most);

        Counted.Finalized = 0;
        MakeSuppressed();
        FinalizeAll();
        transcript.Case("suppressed").Gives(Counted.Finalized < Many - Most);
        foreach (ref var handle in weak.AsSpan()) handle.Free();
        foreach (ref var handle in tracking.AsSpan()) handle.Free();
    }

    private static int Known(GCHandle[] handles)
    {
        int known = 0;
        foreach (var handle in handles)
            if (handle.Target != null) known++;
        return known;
    }

    private static int Same(GCHandle[] handles, object?[] objects)
    {
        int same = 0;
        for (int i = 0; i < handles.Length; i++)
            if (objects[i] != null && handles[i].Target == objects[i]) same++;
        return same;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeCounted(GCHandle[] weak, GCHandle[] tracking)
    {
        for (int i = 0; i < Many; i++)
        {
            var counted = new Counted(i);
            weak[i] = GCHandle.Alloc(counted, GCHandleType.Weak);
            tracking[i] = GCHandle.Alloc(counted, GCHandleType.WeakTrackResurrection);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Renew()
    {
        foreach (ref var saved in Counted.Saved.AsSpan())
        {
            if (saved != null) GC.ReRegisterForFinalize(saved);
            saved = null;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeSuppressed()
    {
        for (int i = 0; i < Many; i++) GC.SuppressFinalize(new Counted(-1));
    }

    /// <summary>What a finalizer can reach is whole, and is finalized itself.</summary>
    private static void Chains(ref Transcript transcript)
    {
        MakeChains();
        FinalizeAll();
        transcript.Case("chains").Gives(Chained.Finalized > Most * 5);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeChains()
    {
        for (int i = 0; i < Many; i++)
        {
            object next = $"end {i}";
            for (int j = 0; j < 5; j++) next = new Chained(next);
        }
    }

    private static void FinalizeAll()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
