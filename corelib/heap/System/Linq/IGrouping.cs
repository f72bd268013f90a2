using System.Collections.Generic;

namespace System.Linq;

/// <summary>Elements that have a key in common.</summary>
public interface IGrouping<out TKey, out TElement> : IEnumerable<TElement>
{
    TKey Key { get; }
}
