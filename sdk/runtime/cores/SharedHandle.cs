using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis;

/// <summary>
/// An object of the kernel that threads of all cores of this program may use. Handles mean something in the table of one process only, and a
/// program has a process on each of its cores (docs/design/remote.md): so this is a handle for each of them.
/// </summary>
public struct SharedHandle<T> where T : struct, IObject
{
    [InlineArray(ProgramCores.Most)]
    private struct Values { private Handle<T> _first; }

    private Values _values;

    /// <summary>The handle of the core on which the calling thread runs; none when it was not shared with that.</summary>
    public readonly Handle<T> Here => _values[ProgramCores.Current];

    /// <summary>An object that is known to the calling thread's core alone, as yet.</summary>
    internal SharedHandle(Handle<T> here) => _values[ProgramCores.Current] = here;

    internal readonly Handle<T> On(int core) => _values[core];

    /// <summary>Has the other cores of the program know it, too, with the same rights.</summary>
    /// <returns>False when a core has no room for another handle: some may have got theirs.</returns>
    internal bool TryShare()
    {
        for (int core = 0; core < ProgramCores.Joined; core++)
            if (core != ProgramCores.Current && !TryShareWith(core)) return false;
        return true;
    }

    internal bool TryShareWith(int core)
    {
        if (Kernel.Query(Here, out ObjectInfo info) != Status.Ok) return false;
        if (Kernel.Clone(Here, info.Rights, 0, out Handle copy) != Status.Ok) return false;
        if (Kernel.Transfer(ProgramCores.ProcessOn(core), copy, out Handle there) == Status.Ok)
        {
            _values[core] = new(there);
            return true;
        }
        _ = Kernel.Release(copy);
        return false;
    }

    /// <summary>Gives up the handle of the calling thread's core.</summary>
    internal void ReleaseHere()
    {
        if (!Here.IsNone) _ = Kernel.Release(Here);
        _values[ProgramCores.Current] = default;
    }
}
