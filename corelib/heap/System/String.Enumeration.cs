using System.Collections;
using System.Collections.Generic;

namespace System;

public sealed partial class String
{
    IEnumerator<char> IEnumerable<char>.GetEnumerator() => new CharEnumerator(this);
    IEnumerator IEnumerable.GetEnumerator() => new CharEnumerator(this);
}
