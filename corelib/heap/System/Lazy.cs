using System.Threading;

namespace System;

/// <summary>A value that is made when it is asked for, once, whoever asks.</summary>
public class Lazy<T>
{
    private readonly object _lock = new();
    private Func<T>? _factory;
    private T? _value;
    private bool _isValueCreated;

    public Lazy(T value)
    {
        _value = value;
        _isValueCreated = true;
    }

    public Lazy(Func<T> valueFactory) => _factory = valueFactory;

    public Lazy(Func<T> valueFactory, bool isThreadSafe) : this(valueFactory) { }

    public bool IsValueCreated => Volatile.Read(ref _isValueCreated);

    public T Value => IsValueCreated ? _value! : Make();

    public override string? ToString() => IsValueCreated ? _value!.ToString() : "Value is not created.";

    private T Make()
    {
        lock (_lock)
        {
            if (!_isValueCreated)
            {
                _value = _factory!();
                _factory = null;
                Volatile.Write(ref _isValueCreated, true);
            }
            return _value!;
        }
    }
}
