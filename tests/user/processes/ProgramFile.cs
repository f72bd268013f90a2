using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Boot.Elf;
using Diesis.Programs;

namespace Diesis.Tests.User;

/// <summary>This program's own file, from which it starts more processes. They have it where this one has it: functions are passed by address.</summary>
// SAFETY: the file is mapped as long as the process is there, and nobody writes it.
internal static unsafe class ProgramFile
{
    private static ProgramImage _image;

    private static ReadOnlySpan<byte> Content => new((void*)Addresses.Module, (int)Startup.Block.ModuleBytes);

    /// <summary>The program's first instruction.</summary>
    public static ulong Entry
    {
        get
        {
            _ = TryLoad(out ProgramImage image);
            return image.Entry;
        }
    }

    /// <summary>Makes the file readable in a space where nothing is mapped there yet.</summary>
    public static Status MapFile(Handle<AddressSpace> space)
        => Kernel.Map(space, World.Module, Addresses.Module, 0, PagesFor(Startup.Block.ModuleBytes), Protection.Read);

    /// <summary>Prepares the program, when it is needed first.</summary>
    public static Status TryLoad(out ProgramImage image)
    {
        Status status = Status.Ok;
        if (_image.Start == 0)
        {
            status = ProgramImage.Load(Content, (ElfProcessor)Startup.Block.Processor, World.Module, World.Budget, Startup.Block.ImageStart, out _image, out _);
        }
        image = _image;
        return status;
    }

    public static ulong PagesFor(ulong bytes) => (bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
}
