using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>A thread's stack, with the thread's block at its upper end and nothing mapped below its lower one.</summary>
/// <remarks>
/// <code>
///     start            a page that nothing is mapped in
///     + 4096           stack, growing downwards, with pages where it was used
///     end - block      ThreadBlock
///     end              nothing is mapped behind it, either
/// </code>
/// </remarks>
// SAFETY: a block lies at the upper end of the memory that it says, which stays until Release.
internal unsafe struct ThreadMemory
{
    /// <summary>Addresses; only what is used costs memory.</summary>
    private const nuint UsualBytes = 1 << 20;
    private const nuint LeastBytes = 64 << 10;
    private const nuint MostBytes = 1 << 30;

    private const ulong GuardPages = 1;

    private Handle<MemoryObject> _memory;
    private ulong _start;
    private ulong _pages;

    /// <param name="bytes">How large the stack is to be; 0 for the usual size.</param>
    /// <returns>The block, empty but for this and where the stack is; null when there is too little memory.</returns>
    public static ThreadBlock* TryMake(nuint bytes)
    {
        ulong pages = PagesFor(bytes);
        ulong start = AddressRanges.Take(pages + GuardPages);
        if (start == 0) return null;
        ulong stack = start + GuardPages * MemoryLayout.PageSize, end = stack + pages * MemoryLayout.PageSize;
        if (Kernel.CreateMemory(ProgramCores.BudgetOf(0), pages, MemoryOptions.None, out Handle<MemoryObject> memory) == Status.Ok)
        {
            // The block is there before anybody relies on it.
            if (Kernel.Commit(memory, pages - 1, 1) == Status.Ok
                && Kernel.Map(ProgramCores.Space, memory, stack, 0, pages, Protection.ReadWrite) == Status.Ok)
                return MakeBlock(new() { _memory = memory, _start = start, _pages = pages }, stack, end);
            _ = Kernel.Release(memory);
        }
        AddressRanges.Give(start, pages + GuardPages);
        return null;
    }

    public readonly bool IsFor(nuint bytes) => _pages == PagesFor(bytes);

    /// <summary>Empties the block of a thread that has ended, for another.</summary>
    public static void Renew(ThreadBlock* block)
    {
        _ = MakeBlock(block->Platform.Memory, (ulong)block->StackStart, (ulong)block->StackEnd + BlockBytes);
    }

    /// <summary>Gives all of it back, the block included, which this must not be a part of.</summary>
    public readonly void Release()
    {
        // Its only handle takes the mapping with it.
        _ = Kernel.Release(_memory);
        AddressRanges.Give(_start, _pages + GuardPages);
    }

    private static ulong BlockBytes => (ulong)sizeof(ThreadBlock) + 15 & ~15UL;

    private static ThreadBlock* MakeBlock(ThreadMemory memory, ulong stack, ulong end)
    {
        var block = (ThreadBlock*)(end - BlockBytes);
        *block = default;
        block->Self = block;
        block->Platform.Memory = memory;
        block->StackStart = (byte*)stack;
        block->StackEnd = (byte*)block;
        return block;
    }

    private static ulong PagesFor(nuint bytes)
    {
        nuint wanted = bytes == 0 ? UsualBytes : Math.Clamp(bytes, LeastBytes, MostBytes);
        return (wanted + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
    }
}
