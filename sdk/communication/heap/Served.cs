using System;

namespace Diesis.Communication;

/// <summary>An object of a server, as clients reach it: by a badge.</summary>
public abstract class Served
{
    /// <summary>Conversations and handles that lead to it.</summary>
    internal int Uses { get; set; }

    internal abstract ulong Hash { get; }
    internal abstract int BufferBytes { get; }
    internal abstract void Dispatch(ref Incoming call);

    /// <summary>No client has it any more.</summary>
    internal abstract void End();
}

/// <summary>An object that is served by a contract.</summary>
public sealed class Served<TDispatcher, TService>(TService service) : Served where TDispatcher : struct, IDispatcher<TService>
{
    private TService _service = service;

    internal override ulong Hash => TDispatcher.Hash;
    internal override int BufferBytes => TDispatcher.BufferBytes;
    internal override void Dispatch(ref Incoming call) => TDispatcher.Dispatch(ref _service, ref call);
    internal override void End() => (_service as IDisposable)?.Dispose();
}
