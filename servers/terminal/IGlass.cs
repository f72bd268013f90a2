using System;
using Diesis.Abi;
using Diesis.Contracts.Terminals;

namespace Diesis.Servers.Terminals;

/// <summary>Where a terminal's text is to be seen. What is typed there goes into its <see cref="KeyStream"/>.</summary>
internal interface IGlass
{
    Status Write(ReadOnlySpan<byte> text);

    /// <summary>How large it is, as far as that is known now.</summary>
    TerminalSize Measure();

    /// <summary>Somebody new reads what is typed.</summary>
    void BeginReading();
}
