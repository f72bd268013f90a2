using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime;
using Internal.Runtime.Threading;

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
        DiesisThreadPlatform.AttachFirst();
        Heap.Initialize(HeapLimit());
        FaultReporter.Start();
        FaultReporter.Watch(ThreadBlock.Current);
        if (!Startup.Block.System.IsNone) Console.SetOut(new KernelLogWriter());
        Environment.Exit(CallMain(0, null));
        return 0;
    }

    /// <summary>What its starter says, or else what is left of the process's budget.</summary>
    private static nuint HeapLimit()
    {
        if (Startup.Block.HeapLimit != 0) return (nuint)Startup.Block.HeapLimit;
        Status asked = Kernel.Query(Startup.Block.Budget, out ObjectInfo budget);
        return asked == Status.Ok ? (nuint)(budget.Detail0 - budget.Detail1) : 0;
    }
}
