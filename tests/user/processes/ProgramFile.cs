using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>
/// This program's own file, from which it starts more processes: an ELF of segments on pages of their own (<c>targets/user.ld</c>).
/// System V ABI, Object Files.
/// </summary>
// SAFETY: the file is mapped as long as the process is there, and nobody writes it.
internal static unsafe class ProgramFile
{
    [StructLayout(LayoutKind.Sequential)]
    private struct Header
    {
        public ulong Identification, MoreIdentification;
        public uint TypeAndMachine, Version;
        public ulong Entry, ProgramHeaders, SectionHeaders;
        public uint Flags;
        public ushort Bytes, ProgramHeaderBytes, ProgramHeaderCount;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ProgramHeader
    {
        public uint Type, Flags;
        public ulong Offset, Address, PhysicalAddress, FileBytes, MemoryBytes, Alignment;
    }

    private const uint Load = 1, Executable = 1, Writable = 2;

    private static Header* File => (Header*)Addresses.Module;

    public static ulong Entry => File->Entry;

    /// <summary>Makes the file readable in a space where nothing is mapped there yet.</summary>
    public static Status MapFile(Handle<AddressSpace> space)
        => Kernel.Map(space, World.Module, Addresses.Module, 0, PagesFor(Startup.Block.ModuleBytes), Protection.Read);

    /// <summary>Maps the program into a process's space: what is only read, from the file; what is written, as copies.</summary>
    public static Status MapProgram(Handle<AddressSpace> space, Handle<Process> process, Handle<MemoryBudget> budget)
    {
        var headers = (ProgramHeader*)(Addresses.Module + File->ProgramHeaders);
        for (int i = 0; i < File->ProgramHeaderCount; i++)
        {
            ref readonly ProgramHeader header = ref headers[i];
            if (header.Type != Load) continue;
            ulong pages = PagesFor(header.MemoryBytes);
            Status status = (header.Flags & Writable) == 0
                ? Kernel.Map(space, World.Module, header.Address, header.Offset / MemoryLayout.PageSize, pages,
                    (header.Flags & Executable) != 0 ? Protection.ReadExecute : Protection.Read)
                : MapContent(space, process, budget, header.Address, pages, new((void*)(Addresses.Module + header.Offset), (int)header.FileBytes));
            if (status != Status.Ok) return status;
        }
        return Status.Ok;
    }

    /// <summary>
    /// Maps new memory that begins with the bytes. Its handle goes to the process: what a handle has mapped stays only as long as
    /// somebody holds it.
    /// </summary>
    public static Status MapContent(Handle<AddressSpace> space, Handle<Process> process, Handle<MemoryBudget> budget, ulong at, ulong pages,
        ReadOnlySpan<byte> content)
    {
        Status status = Kernel.CreateMemory(budget, pages, MemoryOptions.None, out Handle<MemoryObject> memory);
        if (status != Status.Ok) return status;
        if (!content.IsEmpty) status = Kernel.WriteMemory(memory, 0, content);
        if (status == Status.Ok) status = Kernel.Map(space, memory, at, 0, pages, Protection.ReadWrite);
        if (status == Status.Ok) status = Kernel.Transfer(process, memory, out _);
        if (status != Status.Ok) _ = Kernel.Release(memory);
        return status;
    }

    public static ulong PagesFor(ulong bytes) => (bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
}
