using Diesis.Contracts.Permissions;

namespace Diesis.Servers.Permissions;

/// <summary>Somebody who can be asked.</summary>
public interface IAsker
{
    Answer Ask(string program, Subject subject);
}
