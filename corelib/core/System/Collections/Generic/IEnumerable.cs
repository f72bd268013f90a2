namespace System.Collections.Generic;

/// <summary>The compiler asks for it; going through it needs a heap, foreach over arrays and spans does not.</summary>
public interface IEnumerable<out T> : IEnumerable where T : allows ref struct
{
    new IEnumerator<T> GetEnumerator();
}
