using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Boot.Elf;
using Diesis.Manifests;

namespace Diesis.Programs;

/// <summary>A file of the system, mapped to be read for as long as the process runs.</summary>
public sealed class SystemFile(string path, Handle<MemoryObject> memory, ulong address, int bytes)
{
    public string Path { get; } = path;
    public Handle<MemoryObject> Memory { get; } = memory;

    // SAFETY: so many bytes of the memory were mapped there when the object was made, and stay; nobody holds a handle by which they could be written.
    public unsafe ReadOnlySpan<byte> Content => new((void*)address, bytes);

    public int Bytes => bytes;

    /// <summary>The manifest of the program that this is.</summary>
    /// <returns>False when it is none for this processor, or has no sound manifest.</returns>
    public bool TryReadManifest(out ManifestView manifest)
    {
        manifest = default;
        return ElfImage.TryParse(Content, (ElfProcessor)Startup.Block.Processor, new(MemoryLayout.UserStart), out ElfImage image, out _)
            && image.TryFindNote(ManifestNote.Owner, ManifestNote.Type, out ReadOnlySpan<byte> note) && ManifestView.TryRead(note, out manifest);
    }
}

/// <summary>The files of the system that this process was handed.</summary>
public sealed class SystemFiles
{
    private readonly Dictionary<string, SystemFile> _files = [];

    public static SystemFiles Read()
    {
        var files = new SystemFiles();
        Span<InitialFile> table = new InitialFile[FileTable.MostFiles];
        int count = FileTable.Read(table);
        foreach (ref readonly InitialFile file in table.Slice(0, count)) files.Add(file);
        return files;
    }

    private void Add(in InitialFile file)
    {
        ulong pages = Math.Max((file.Bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize, 1), at = AddressRanges.Take(pages);
        if (Kernel.Map(Startup.Block.Space, file.Memory, at, 0, pages, Protection.Read) != Status.Ok) return;
        string path = AsciiText.Of(AsciiText.UpToZero(file.Path));
        _files[path] = new SystemFile(path, file.Memory, at, (int)file.Bytes);
    }

    /// <summary>All of them, as they would be handed on.</summary>
    public InitialFile[] Table()
    {
        var table = new InitialFile[_files.Count];
        int count = 0;
        foreach (SystemFile file in _files.Values)
        {
            ref InitialFile entry = ref table[count++];
            for (int i = 0; i < file.Path.Length; i++) entry.Path[i] = (byte)file.Path[i];
            entry.Memory = file.Memory;
            entry.Bytes = (ulong)file.Bytes;
        }
        return table;
    }

    /// <summary>Finds a program by the name in its manifest.</summary>
    /// <returns>False when there is none, or it is not sound.</returns>
    public bool TryFindProgram(string name, [NotNullWhen(true)] out SystemFile? file, out ManifestView manifest)
    {
        manifest = default;
        return TryFind("programs/" + name, out file) && file.TryReadManifest(out manifest) && AsciiText.Of(manifest.Name) == name;
    }

    public bool TryFind(string path, [NotNullWhen(true)] out SystemFile? file) => _files.TryGetValue(path, out file);
}
