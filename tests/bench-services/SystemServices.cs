using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Log;
using Diesis.Contracts.Permissions;
using Diesis.Contracts.Processes;
using Diesis.Services;

namespace Diesis.Tests.Bench.Services;

/// <summary>The services that the usual system starts with.</summary>
internal static class SystemServices
{
    private static ProcessesClient _processes;

    /// <summary>The process server, once <see cref="TryConnect"/> has been there.</summary>
    public static ProcessesClient Processes => _processes;

    /// <summary>Has a conversation with each of them begun.</summary>
    /// <param name="readyNs">When all have answered, by the kernel's clock: it begins with the kernel's first instruction, and an emulator that counts has it go on by one for each.</param>
    public static bool TryConnect(out ulong readyNs)
    {
        bool areThere = Find(LogContract.ExpectedHash, out Handle<Endpoint> log) && LogClient.Connect(log, out _) == Status.Ok
            && Find(PermissionsContract.ExpectedHash, out Handle<Endpoint> permissions) && PermissionsClient.Connect(permissions, out _) == Status.Ok
            && Find(ProcessesContract.ExpectedHash, out Handle<Endpoint> processes) && ProcessesClient.Connect(processes, out _processes) == Status.Ok;
        readyNs = Clock.Now;
        return areThere;
    }

    private static bool Find(ulong contract, out Handle<Endpoint> endpoint) => Service.Find(contract, out endpoint) == Status.Ok;

    /// <summary>All memory that is not free: the kernel, the modules, all processes but what this one uses itself.</summary>
    public static ulong BytesInUse
    {
        get
        {
            ObjectInfo machine = InfoOf(Startup.Block.System), own = InfoOf(Startup.Block.Budget);
            return machine.Detail0 - machine.Detail1 - own.Detail1;
        }
    }

    private static ObjectInfo InfoOf(Handle handle)
    {
        return Kernel.Query(handle, out ObjectInfo info) == Status.Ok ? info : default;
    }
}
