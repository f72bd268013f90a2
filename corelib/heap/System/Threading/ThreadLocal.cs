using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System.Threading;

/// <summary>A value of which each thread has its own.</summary>
public class ThreadLocal<T> : IDisposable
{
    private sealed class Box
    {
        public T Value = default!;
        public bool HasValue;
    }

    /// <summary>A thread's values, by the numbers of the variables.</summary>
    [ThreadStatic]
    private static Dictionary<int, Box>? _ofThread;

    private static int _lastNumber;

    private readonly int _number = Interlocked.Increment(ref _lastNumber);
    private readonly Func<T>? _factory;
    private readonly bool _tracksValues;

    /// <summary>Of all threads; null after the end.</summary>
    private List<Box>? _all = [];

    public ThreadLocal() { }

    public ThreadLocal(bool trackAllValues) => _tracksValues = trackAllValues;

    public ThreadLocal(Func<T> valueFactory) : this(valueFactory, false) { }

    public ThreadLocal(Func<T> valueFactory, bool trackAllValues)
    {
        if (valueFactory == null) ThrowHelpers.ThrowArgumentNullException();
        _factory = valueFactory;
        _tracksValues = trackAllValues;
    }

    ~ThreadLocal() => Dispose(false);

    public bool IsValueCreated => FindBox() is { HasValue: true };

    public T Value
    {
        get
        {
            if (FindBox() is { HasValue: true } box) return box.Value;
            T made = _factory != null ? _factory() : default!;
            return Value = made;
        }
        set
        {
            var box = FindBox() ?? MakeBox();
            box.Value = value;
            box.HasValue = true;
        }
    }

    /// <summary>Those of all threads, also of such that have ended, if it was made to know them.</summary>
    public IList<T> Values
    {
        get
        {
            if (!_tracksValues) ThrowHelpers.ThrowInvalidOperationException();
            List<T> values = [];
            List<Box> all = AllBoxes;
            lock (all)
            {
                foreach (var box in all)
                    if (box.HasValue) values.Add(box.Value);
            }
            return values;
        }
    }

    public override string ToString() => Value?.ToString() ?? "";

    private List<Box> AllBoxes
    {
        get
        {
            if (_all == null) ThrowHelpers.FailFast("a thread-local variable after its end");
            return _all;
        }
    }

    private Box? FindBox()
    {
        _ = AllBoxes;
        return _ofThread != null && _ofThread.TryGetValue(_number, out Box? box) ? box : null;
    }

    private Box MakeBox()
    {
        Box box = new();
        (_ofThread ??= [])[_number] = box;
        List<Box> all = AllBoxes;
        lock (all) all.Add(box);
        return box;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Other threads keep an empty box each.</summary>
    protected virtual void Dispose(bool disposing)
    {
        List<Box>? all = Interlocked.Exchange(ref _all, null);
        if (all == null) return;
        lock (all)
        {
            foreach (var box in all)
            {
                box.Value = default!;
                box.HasValue = false;
            }
        }
        _ = _ofThread?.Remove(_number);
    }
}
