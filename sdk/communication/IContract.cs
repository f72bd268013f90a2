using Diesis.Abi;

namespace Diesis.Communication;

/// <summary>
/// What generated code knows of a contract: one type without content for each, named <c>NameContract</c>. Servers and connections take it as a
/// type argument, so that calls lead straight to it.
/// </summary>
/// <typeparam name="TInterface">The interface.</typeparam>
public interface IContract<TInterface>
{
    /// <summary>Stands for everything that both sides have to agree on: they do if theirs are equal.</summary>
    static abstract ulong Hash { get; }

    /// <summary>The most that a call takes of a buffer, either way; 0 where all fits in words.</summary>
    static abstract int BufferBytes { get; }

    /// <summary>The most that a server has to hold of a call at once.</summary>
    static abstract int StageBytes { get; }

    /// <summary>
    /// Looks whether a request is one that a client may make, has the service answer it if it is, and leaves the reply in its place.
    /// </summary>
    static abstract void Dispatch<TService>(ref TService service, ref Incoming call) where TService : TInterface;
}
