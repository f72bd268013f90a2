using System.Collections.Generic;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Commands.Pipeline;

internal sealed class WhereStream(ValueStream items, Closure condition) : ValueStream
{
    public override bool TryNext(CommandContext context, out Value item)
    {
        while (context.TryPull(items, out item))
        {
            if (!context.TryInvoke(condition, item, out Value holds)) return false;
            if (holds.IsTrue) return true;
        }
        return false;
    }
}

internal sealed class SelectStream(ValueStream items, Closure of) : ValueStream
{
    public override bool TryNext(CommandContext context, out Value item) => context.TryPull(items, out item) && context.TryInvoke(of, item, out item);
}

internal sealed class SelectManyStream(ValueStream items, Closure of) : ValueStream
{
    private Value[] _part = [];
    private int _next;

    public override bool TryNext(CommandContext context, out Value item)
    {
        while (_next >= _part.Length)
        {
            if (!context.TryPull(items, out item) || !context.TryInvoke(of, item, out item)) return false;
            _part = item.List.Items;
            _next = 0;
        }
        item = _part[_next++];
        return true;
    }
}

internal sealed class DistinctStream(ValueStream items, ValueOrder order) : ValueStream
{
    private readonly HashSet<Value> _seen = new(order);

    public override bool TryNext(CommandContext context, out Value item)
    {
        while (context.TryPull(items, out item))
        {
            if (_seen.Count >= ListValue.MostItems)
            {
                context.Fail($"there are more than {ListValue.MostItems} different items");
                return false;
            }
            if (_seen.Add(item)) return true;
        }
        return false;
    }
}

internal sealed class ConcatStream(ValueStream first, ValueStream second) : ValueStream
{
    private bool _isInSecond;

    public override bool TryNext(CommandContext context, out Value item)
    {
        if (!_isInSecond && context.TryPull(first, out item)) return true;
        _isInSecond = true;
        return context.TryPull(second, out item);
    }
}

internal sealed class IndexedStream(ValueStream items) : ValueStream
{
    private long _next;

    public override bool TryNext(CommandContext context, out Value item)
    {
        if (!context.TryPull(items, out item)) return false;
        item = Value.FromObject(new RecordValue([Value.FromBits(_next++), item]));
        return true;
    }
}

internal sealed class RepeatStream(Value repeated, long times) : ValueStream
{
    private long _left = times;

    public override bool TryNext(CommandContext context, out Value item)
    {
        item = repeated;
        return _left-- > 0;
    }
}

internal sealed class TakeStream(ValueStream items, long count) : ValueStream
{
    private long _left = count;

    public override bool TryNext(CommandContext context, out Value item)
    {
        item = default;
        if (_left <= 0) return false;
        _left--;
        return context.TryPull(items, out item);
    }
}

internal sealed class SkipStream(ValueStream items, long count) : ValueStream
{
    private long _left = count;

    public override bool TryNext(CommandContext context, out Value item)
    {
        for (; _left > 0; _left--) if (!context.TryPull(items, out item)) return false;
        return context.TryPull(items, out item);
    }
}

internal sealed class TakeWhileStream(ValueStream items, Closure condition) : ValueStream
{
    private bool _isOver;

    public override bool TryNext(CommandContext context, out Value item)
    {
        item = default;
        if (_isOver || !context.TryPull(items, out item) || !context.TryInvoke(condition, item, out Value holds)) return false;
        _isOver = !holds.IsTrue;
        return !_isOver;
    }
}
