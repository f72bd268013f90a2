using System.Buffers.Binary;
using Diesis.Manifests;
using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>Makes a program's manifest an object file: a note, which the linker puts into a segment of its own.</summary>
internal sealed class ManifestObject(Step step)
{
    /// <param name="path">Where the note and the object file go, without ending.</param>
    /// <returns>The object files: one, or none for a program without a manifest.</returns>
    public async Task<string[]> Make(UserProgram program, Architecture architecture, string path, CancellationToken cancel)
    {
        if (ProgramManifests.Of(program) is not { } manifest) return [];
        var (note, made) = (path + ".note", path + ".note.o");
        var content = Note(ManifestWriter.Write(manifest));
        await step.Make(made, $"write the manifest of {program.Project}",
            new Fingerprint().Add(Convert.ToHexString(content)).Add(architecture.ObjectFormat), async () =>
            {
                await File.WriteAllBytesAsync(note, content, cancel);
                await new HostCommand("llvm-objcopy-19", "-I", "binary", "-O", architecture.ObjectFormat, "--rename-section",
                    $".data={ManifestNote.Section},alloc,load,readonly,data,contents", note, made).RunOrFail(cancel);
            }, cancel);
        return [made];
    }

    /// <summary>gABI 5.2, "Note Section".</summary>
    internal static byte[] Note(byte[] content)
    {
        const int header = 12, alignment = 4;
        var ownerEnd = Up(header + ManifestNote.Owner.Length);
        var note = new byte[Up(ownerEnd + content.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(note, ManifestNote.Owner.Length);
        BinaryPrimitives.WriteInt32LittleEndian(note.AsSpan(4), content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(note.AsSpan(8), ManifestNote.Type);
        ManifestNote.Owner.CopyTo(note.AsSpan(header));
        content.CopyTo(note.AsSpan(ownerEnd));
        return note;

        static int Up(int bytes) => (bytes + alignment - 1) / alignment * alignment;
    }
}
