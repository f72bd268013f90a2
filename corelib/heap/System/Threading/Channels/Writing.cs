using System.Threading.Tasks;

namespace System.Threading.Channels;

/// <summary>Somebody who waits until there is room for what he writes.</summary>
internal sealed class Writing<T>(T item, bool runsInline) : Waiter<bool>(runsInline)
{
    public readonly T Item = item;
}
