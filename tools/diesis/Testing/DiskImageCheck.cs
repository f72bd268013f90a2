using Diesis.Tests.Systems;

namespace Diesis.Tools.Testing;

/// <summary>The image of a disk that a guest uses, before and after: <c>tests/system/disks</c>.</summary>
internal static class DiskImageCheck
{
    private const string Test = "SystemTests.WhatWasFlushedToADiskIsInItsImage";

    public static void MakeEmpty(string file)
    {
        using var image = new FileStream(file, FileMode.Create);
        image.SetLength(DiskPattern.DiskBytes);
    }

    /// <summary>All blocks are of the round that the guest flushed last.</summary>
    public static TestResult Check(string suite, string file)
    {
        using var image = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> block = stackalloc byte[DiskPattern.BlockBytes];
        for (ulong number = 0; number < DiskPattern.Blocks; number++)
        {
            image.ReadExactly(block);
            if (!DiskPattern.Is(block, number, DiskPattern.LastRound))
                return new(suite, Test, $"block {number} of {file} says that it was written in round {DiskPattern.RoundOf(block)}, and not in the last");
        }
        return new(suite, Test, null);
    }
}
