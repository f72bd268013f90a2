using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Contracts.Processes;

namespace Diesis.Services;

/// <summary>Hands arguments over to programs that are started, and receives them.</summary>
public static class ProgramArguments
{
    /// <summary>The arguments of this process.</summary>
    /// <returns>False when it was handed none of this type.</returns>
    public static bool TryRead<T>(out T arguments) where T : unmanaged, IProgramArguments
    {
        ReadOnlySpan<byte> bytes = Startup.ArgumentsOf(T.Type);
        bool isThere = bytes.Length == Unsafe.SizeOf<T>();
        arguments = isThere ? MemoryMarshal.Read<T>(bytes) : default;
        return isThere;
    }

    /// <summary>As <see cref="IProcesses.Start"/>.</summary>
    public static Status Start<T>(this ProcessesClient processes, ReadOnlySpan<byte> program, in T arguments, out uint process) where T : unmanaged, IProgramArguments
        => processes.Start(program, T.Type, BytesOf(in arguments), out process);

    /// <summary>As <see cref="IProcesses.Prepare"/>.</summary>
    public static Status Prepare<T>(this ProcessesClient processes, ReadOnlySpan<byte> program, in T arguments, out uint process) where T : unmanaged, IProgramArguments
        => processes.Prepare(program, T.Type, BytesOf(in arguments), out process);

    private static ReadOnlySpan<byte> BytesOf<T>(in T arguments) where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in arguments));
}
