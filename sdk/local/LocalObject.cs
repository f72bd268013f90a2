using Diesis.Abi;

namespace Diesis.Local;

/// <summary>
/// A kernel object of the in-process kernel. It lives as long as strong handles lead to it. All of them are guarded by
/// <see cref="LocalKernel.Gate"/>.
/// </summary>
internal abstract class LocalObject(ObjectType type)
{
    public ObjectType Type { get; } = type;
    public bool IsAlive { get; private set; } = true;
    public int StrongHandles { get; set; }

    public virtual (ulong First, ulong Second) Details => default;

    /// <summary>A handle to it came into being, or goes.</summary>
    public virtual void HandleAdded(LocalHandle handle)
    {
        if (handle.Kind == HandleKind.Strong) StrongHandles++;
    }

    public virtual void HandleRemoved(LocalHandle handle)
    {
        if (handle.Kind == HandleKind.Strong && --StrongHandles == 0) End();
    }

    public void End()
    {
        if (!IsAlive) return;
        IsAlive = false;
        OnEnd();
    }

    protected virtual void OnEnd()
    {
    }
}

/// <summary>What of the other types there is nothing to do with but to hold and to pass on.</summary>
internal sealed class LocalPlainObject(ObjectType type) : LocalObject(type);

/// <summary>A stand-in that can be taken back. Handles made through it are dead afterwards.</summary>
internal sealed class LocalLease() : LocalObject(ObjectType.Lease);

/// <summary>An entry of a process's table.</summary>
internal sealed record LocalHandle(LocalObject Object, HandleKind Kind, Rights Rights, ulong Badge, LocalLease? Lease)
{
    public bool IsUsable => Object.IsAlive && Lease is not { IsAlive: false };
}
