namespace Diesis.Communication;

/// <summary>
/// How a request comes to the method of a service that it is for. Generated code implements it for every contract, as <c>NameDispatcher</c>: a type without
/// content, which servers take as a type argument, so that calls lead straight to it.
/// </summary>
/// <remarks>It is not told the interface as a type argument: code for a reference type would be shared, and have to look up what it calls.</remarks>
/// <typeparam name="TService">What implements the contract's interface.</typeparam>
public interface IDispatcher<TService>
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
    static abstract void Dispatch(ref TService service, ref Incoming call);
}
