using System.Collections.Generic;

namespace System.Linq;

/// <summary>A sequence in order, which <c>ThenBy</c> can refine.</summary>
public interface IOrderedEnumerable<out TElement> : IEnumerable<TElement>;
