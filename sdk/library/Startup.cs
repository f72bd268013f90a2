using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis;

/// <summary>How the process began: what it was handed.</summary>
// SAFETY: whoever started this process left the block in its memory for good, what it speaks of behind it; nothing runs before
// the block's address is set.
public static unsafe partial class Startup
{
    private static StartBlock* _block;

    /// <summary>All that this process was given.</summary>
    public static ref readonly StartBlock Block => ref *_block;

    /// <summary>The machine as a whole, or none: by a handle of the core on which the calling thread runs.</summary>
    internal static Handle<SystemControl> SystemHere
    {
        get
        {
            Handle<SystemControl> system = _block->System;
            FindSystemHere(ref system);
            return system;
        }
    }

    /// <summary>Programs with a heap may run on several cores.</summary>
    static partial void FindSystemHere(ref Handle<SystemControl> system);

    public static ReadOnlySpan<byte> CommandLine => new(_block + 1, (int)_block->CommandLineBytes);

    /// <summary>Handles that came with a role, and those roles.</summary>
    public static ReadOnlySpan<StartGift> Gifts => new(FirstGift, (int)_block->GiftCount);

    private static StartGift* FirstGift => (StartGift*)StartBlock.GiftsAfter((ulong)(_block + 1) + _block->CommandLineBytes);

    /// <returns>The handle that was given for a role, or none.</returns>
    public static Handle GiftOf(ulong role)
    {
        foreach (StartGift gift in Gifts)
            if (gift.Role == role) return gift.Handle;
        return default;
    }

    /// <summary>The record that this process was given, if it is of this type.</summary>
    /// <returns>Nothing if it is of another.</returns>
    public static ReadOnlySpan<byte> ArgumentsOf(ulong type)
        => _block->ArgumentType == type ? new(FirstGift + _block->GiftCount, (int)_block->ArgumentBytes) : default;

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
