namespace Diesis.Shell.Machine;

/// <summary>Items that are made when somebody wants them. One is read by one reader, once.</summary>
public abstract class ValueStream
{
    /// <summary>The next item. To be called through <see cref="CommandContext.TryPull"/>.</summary>
    /// <returns>False at the end; and when the line has failed or was cancelled, which the context knows.</returns>
    public abstract bool TryNext(CommandContext context, out Value item);
}

/// <summary>A list as a stream.</summary>
internal sealed class ListStream(ListValue list) : ValueStream
{
    private int _next;

    public override bool TryNext(CommandContext context, out Value item)
    {
        item = default;
        if (_next >= list.Items.Length) return false;
        item = list.Items[_next++];
        return true;
    }
}

/// <summary>Integers one after the other.</summary>
internal sealed class RangeStream(long low, long high) : ValueStream
{
    private long _next = low;
    private bool _isOver = low > high;

    public override bool TryNext(CommandContext context, out Value item)
    {
        item = default;
        return TryStep(out item.Bits);
    }

    public bool TryStep(out long item)
    {
        item = _next;
        if (_isOver) return false;
        if (_next == high) _isOver = true;
        else _next++;
        return true;
    }
}
