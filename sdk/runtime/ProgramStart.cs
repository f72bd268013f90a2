using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime;

namespace Diesis;

/// <summary>From the first instruction in C# to the program's Main, and from its return to the process's end.</summary>
internal static unsafe class ProgramStart
{
    /// <summary>The compiler's code around Main, which asks <c>StartupCodeHelpers</c> for the arguments. Its own are not looked at.</summary>
    [RuntimeImport("*", "__managed__Main"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int CallMain(int count, byte** arguments);

    [RuntimeExport("DiesisMain")]
    private static ulong Run()
    {
        Heap.Initialize(HeapLimit());
        if (!Startup.Block.System.IsNone) Console.SetOut(new KernelLogWriter(Startup.Block.System));
        return (uint)CallMain(0, null);
    }

    /// <summary>What is left of the process's budget.</summary>
    private static nuint HeapLimit()
    {
        ObjectInfo budget = default;
        Status asked = Kernel.Query(Startup.Block.Budget, new Span<byte>(&budget, sizeof(ObjectInfo)));
        return asked == Status.Ok ? (nuint)(budget.Detail0 - budget.Detail1) : 0;
    }
}
