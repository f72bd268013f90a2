using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace System;

/// <summary>All that went wrong in several tasks.</summary>
public class AggregateException : Exception
{
    private const string FirstPart = "One or more errors occurred.";

    private readonly Exception[] _inner;

    public AggregateException(params Exception[] innerExceptions) : this(FirstPart, innerExceptions) { }
    public AggregateException(IEnumerable<Exception> innerExceptions) : this([.. innerExceptions]) { }

    public AggregateException(string? message, params Exception[] innerExceptions)
        : base(message, innerExceptions.Length == 0 ? null : innerExceptions[0])
        => _inner = innerExceptions;

    public ReadOnlyCollection<Exception> InnerExceptions => new(_inner);

    public override string Message
    {
        get
        {
            Text.StringBuilder text = new(base.Message);
            foreach (var inner in _inner) _ = text.Append(" (").Append(inner.Message).Append(')');
            return text.ToString();
        }
    }

    /// <summary>With those of inner ones of its kind in their place.</summary>
    public AggregateException Flatten()
    {
        List<Exception> all = [];
        AddTo(all);
        return new AggregateException(base.Message, all.ToArray());
    }

    private void AddTo(List<Exception> all)
    {
        foreach (var inner in _inner)
        {
            if (inner is AggregateException several) several.AddTo(all);
            else all.Add(inner);
        }
    }
}
