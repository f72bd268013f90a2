using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts;

namespace Diesis.Tests.Services;

/// <summary>Gives away objects, and takes its time.</summary>
[Contract]
public interface IDrawer
{
    Status Open([MaxLength(20)] string name, out ISheet sheet);

    ValueTask<Result<ISheet>> OpenLater(int after, [MaxLength(20)] string name);

    ValueTask<Status> Wait([Moved, Needs(Rights.Signal)] Handle<Notification> begun, CancellationToken cancellation = default);

    [return: MaxLength(30)]
    ValueTask<Result<string>> Echo([MaxLength(30)] string text, ulong number);

    Status CountOpen(out int sheets);
}

/// <summary>An object of its own.</summary>
[Contract]
public interface ISheet : IDisposable
{
    Status Next(out int number);

    /// <summary>Another of the same name.</summary>
    Result<ISheet> Again();
}
