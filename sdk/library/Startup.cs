using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis;

/// <summary>How the process began: what it was handed.</summary>
// SAFETY: whoever started this process left the block in its memory for good, the command line behind it; nothing runs before
// the block's address is set.
public static unsafe class Startup
{
    private static StartBlock* _block;

    /// <summary>All that this process was given.</summary>
    public static ref readonly StartBlock Block => ref *_block;

    public static ReadOnlySpan<byte> CommandLine => new(_block + 1, (int)_block->CommandLineBytes);

    /// <summary>The program's own code: it is linked by this name.</summary>
    /// <returns>The status of the process.</returns>
    [RuntimeImport("*", "DiesisMain"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong RunProgram();

    [RuntimeExport("DiesisStart")]
    private static void Start(StartBlock* block)
    {
        _block = block;
        if (block->Magic != StartBlock.ExpectedMagic) return;
        _ = Kernel.Exit(RunProgram());
    }
}
