using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts;

namespace Diesis.Tests.Services;

/// <summary>A contract whose conversations outlive the server.</summary>
[Contract(SurvivesRestart = true)]
public interface IKeeper
{
    /// <summary>Says which instance answers, and how many calls it has had.</summary>
    [Idempotent]
    Status Look(out int instance, out int calls);

    /// <summary>As often as it is called counts.</summary>
    Status Count(int by, out int instance);

    Status Take([Moved] Handle<Notification> moved);

    [Idempotent]
    Status Echo([MaxLength(8)] ReadOnlySpan<byte> text, [MaxLength(8)] Span<byte> back);

    ValueTask<Result<int>> CountLater();
}
