using System.Collections;
using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>
/// A loop over a string does not come here: the compiler counts through it. Only a call through the interface would,
/// and without a heap that does not link.
/// </summary>
public sealed partial class String
{
    IEnumerator<char> IEnumerable<char>.GetEnumerator()
    {
        ThrowHelpers.ThrowPlatformNotSupportedException();
        return null!;
    }

    IEnumerator IEnumerable.GetEnumerator()
    {
        ThrowHelpers.ThrowPlatformNotSupportedException();
        return null!;
    }
}
