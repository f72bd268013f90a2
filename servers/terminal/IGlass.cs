using System;
using Diesis.Abi;
using Diesis.Contracts.Terminals;

namespace Diesis.Servers.Terminals;

/// <summary>Where a terminal's text is to be seen. What is typed there goes into its <see cref="KeyStream"/>.</summary>
internal interface IGlass
{
    Status Write(ReadOnlySpan<byte> text);
    TerminalSize Size { get; }

    /// <summary>Somebody new reads what is typed.</summary>
    void BeginReading();
}
