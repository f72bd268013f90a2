using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace System;

/// <summary>Leads to an object as long as somebody else keeps it.</summary>
public sealed class WeakReference<T> where T : class?
{
    private GCHandle _handle;

    public WeakReference(T target) : this(target, false) { }

    public WeakReference(T target, bool trackResurrection)
        => _handle = GCHandle.Alloc(target, trackResurrection ? GCHandleType.WeakTrackResurrection : GCHandleType.Weak);

    ~WeakReference() => _handle.Free();

    public bool TryGetTarget([MaybeNullWhen(false), NotNullWhen(true)] out T target)
    {
        object? found = _handle.Target;
        GC.KeepAlive(this);
        target = Runtime.CompilerServices.Unsafe.As<T>(found)!;
        return found != null;
    }

    public void SetTarget(T target)
    {
        _handle.Target = target;
        GC.KeepAlive(this);
    }
}
