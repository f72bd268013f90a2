using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Programs;

/// <summary>Hands files over to a process that is being made: their handles, and a page that says which is which.</summary>
public static class FileTable
{
    /// <summary>What fits in the table.</summary>
    public const int MostFiles = 64;

    private static ulong Pages => (ulong)(MostFiles * Unsafe.SizeOf<InitialFile>()) / MemoryLayout.PageSize;

    /// <summary>What may be done with a file.</summary>
    public const Rights FileRights = Rights.Clone | Rights.Transfer | Rights.Read | Rights.Execute;

    /// <param name="budget">Pays for the table.</param>
    public static Status Give(ref NewProcess process, ReadOnlySpan<InitialFile> files, Handle<MemoryBudget> budget)
    {
        Status status = files.Length <= MostFiles ? Kernel.CreateMemory(budget, Pages, MemoryOptions.None, out Handle<MemoryObject> table) : Fail(out table);
        if (status != Status.Ok) return status;
        for (int i = 0; i < files.Length && status == Status.Ok; i++)
        {
            InitialFile file = files[i];
            status = process.GiveTyped(file.Memory, FileRights, out file.Memory);
            if (status == Status.Ok)
                status = Kernel.WriteMemory(table, (ulong)(i * Unsafe.SizeOf<InitialFile>()), MemoryMarshal.AsBytes(new ReadOnlySpan<InitialFile>(in file)));
        }
        if (status == Status.Ok) status = process.Move((ulong)GiftRole.Files, table);
        if (status != Status.Ok) _ = Kernel.Release(table);
        return status;
    }

    private static Status Fail(out Handle<MemoryObject> table)
    {
        table = default;
        return Status.TableFull;
    }

    /// <summary>Reads the table that this process was given.</summary>
    /// <returns>How many files there are; 0 without a table.</returns>
    public static int Read(Span<InitialFile> files)
    {
        Handle<MemoryObject> table = new(Startup.GiftOf((ulong)GiftRole.Files));
        int count = 0;
        while (count < Math.Min(files.Length, MostFiles)
            && Kernel.ReadMemory(table, (ulong)(count * Unsafe.SizeOf<InitialFile>()), MemoryMarshal.AsBytes(files.Slice(count, 1))) == Status.Ok
            && !files[count].Memory.IsNone) count++;
        return count;
    }
}
