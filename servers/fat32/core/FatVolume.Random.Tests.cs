using Diesis.Contracts.Files;
using Diesis.Tests;
using Diesis.Tests.Files;

namespace Diesis.Servers.Fat;

/// <summary>Random operations, beside a model of what they are to do.</summary>
public sealed class FatVolumeRandomTests
{
    private static readonly byte[] Disk = FatDisk.Make(4, "-s", "1");

    /// <summary>Files by their path; folders have null.</summary>
    private sealed class Model : SortedDictionary<string, byte[]?>
    {
        public Model() : base(StringComparer.OrdinalIgnoreCase) => this[""] = null;

        public Model(Model other) : base(other, StringComparer.OrdinalIgnoreCase) { }

        public string[] Folders => [.. this.Where(pair => pair.Value is null).Select(pair => pair.Key)];

        public bool HasChildren(string path) => Keys.Any(key => key.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase));
    }

    private static string NewName(Fuzzing random) => random.Next(3) switch
    {
        0 => $"f{random.Next(6)}",
        1 => $"a longer name {random.Next(6)}.text",
        _ => $"{new string((char)('a' + random.Next(3)), random.Next(60) + 1)}.{random.Next(3)}",
    };

    /// <summary>Does something to both. A death may happen within; then the model is what was before, or what is after.</summary>
    private static Model Step(Fuzzing random, FatVolume volume, Model before)
    {
        var after = new Model(before);
        string folder = before.Folders[random.Next(before.Folders.Length)], path = $"{folder}/{NewName(random)}";
        string name = path[(folder.Length + 1)..];
        FatNode node = FatVolumeTests.Walk(volume, folder);
        byte[]? there = null;
        bool isThere = before.TryGetValue(path, out there);
        _planned = after;
        switch (random.Next(6))
        {
            case 0 or 1:
                bool isFolder = random.Next(4) == 0;
                if (!isThere) after[path] = isFolder ? null : [];
                FileStatus created = volume.Create(node, name, isFolder, out FatNode? made);
                Assert.Equal(isThere ? FileStatus.AlreadyThere : FileStatus.Ok, created);
                if (made is not null) volume.Release(made);
                break;
            case 2 or 3 when there is not null:
                int at = random.Next(Math.Min(there.Length + 3000, 40_000)), length = random.Next(6000) + 1;
                byte[] part = FatVolumeTests.Noise(random.Next(1000), length), content = new byte[Math.Max(there.Length, at + length)];
                there.CopyTo(content, 0);
                part.CopyTo(content, at);
                after[path] = content;
                FatNode file = FatVolumeTests.Walk(volume, path);
                Assert.Equal(FileStatus.Ok, volume.Write(file, (uint)at, part, out _));
                volume.Release(file);
                break;
            case 4 when isThere:
                bool hasChildren = before.HasChildren(path);
                if (!hasChildren) after.Remove(path);
                Assert.Equal(hasChildren ? FileStatus.NotEmpty : FileStatus.Ok, volume.Remove(node, name));
                break;
            case 5 when isThere:
                string to = before.Folders[random.Next(before.Folders.Length)], newName = NewName(random), newPath = $"{to}/{newName}";
                FatNode target = FatVolumeTests.Walk(volume, to);
                if (CanMove(before, path, to, newPath)) Move(after, path, newPath);
                FileStatus moved = volume.Rename(node, name, target, newName, true);
                Assert.Equal(CanMove(before, path, to, newPath), moved == FileStatus.Ok);
                volume.Release(target);
                break;
            default:
                Assert.Equal(FileStatus.Ok, random.Next(3) == 0 ? volume.Close() : volume.Sync());
                break;
        }
        volume.Release(node);
        return after;
    }

    [ThreadStatic]
    private static Model? _planned;

    private static bool CanMove(Model model, string path, string to, string newPath)
    {
        if ((to + "/").StartsWith(path + "/", StringComparison.OrdinalIgnoreCase)) return false;
        if (string.Equals(path, newPath, StringComparison.OrdinalIgnoreCase) || !model.TryGetValue(newPath, out byte[]? target)) return true;
        return (target is null) == (model[path] is null) && !model.HasChildren(newPath);
    }

    private static void Move(Model model, string path, string newPath)
    {
        List<KeyValuePair<string, byte[]?>> moved = [.. model.Where(pair => (pair.Key + "/").StartsWith(path + "/", StringComparison.OrdinalIgnoreCase))];
        foreach (KeyValuePair<string, byte[]?> pair in moved) model.Remove(pair.Key);
        model.Remove(newPath);
        foreach (KeyValuePair<string, byte[]?> pair in moved) model[newPath + pair.Key[path.Length..]] = pair.Value;
    }

    private static Model Look(FatVolume volume)
    {
        var model = new Model();
        Look(volume, "", volume.Root, model);
        return model;
    }

    private static void Look(FatVolume volume, string path, FatNode folder, Model model)
    {
        foreach (string name in FatVolumeTests.Names(volume, folder))
        {
            Assert.Equal(FileStatus.Ok, volume.Find(folder, name, out FatNode? node));
            model.Add($"{path}/{name}", node!.IsFolder ? null : FatVolumeTests.ReadAll(volume, node));
            if (node.IsFolder) Look(volume, $"{path}/{name}", node, model);
            volume.Release(node);
        }
    }

    private static bool AreEqual(Model one, Model other)
        => one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out byte[]? content) && (pair.Value is null ? content is null : content is not null && pair.Value.AsSpan().SequenceEqual(content)));

    [Fact]
    public void RandomOperationsDoWhatTheModelSays() => Fuzzing.Run(30, random =>
    {
        var store = new MemoryStore([.. Disk]);
        using LastingMemory memory = FatVolumeTests.Memory();
        FatVolume volume = FatVolumeTests.Open(store, memory);
        ulong free = volume.FreeBytes;
        var model = new Model();
        for (int i = 0; i < 300; i++) model = Step(random, volume, model);
        Assert.True(AreEqual(model, Look(volume)), "the volume has what the model has");
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
        using LastingMemory other = FatVolumeTests.Memory();
        Assert.True(AreEqual(model, Look(FatVolumeTests.Open(store, other))), "the disk has what the model has");
    });

    /// <summary>The process dies at a random operation of the disk or in the middle of a commit, again and again; each operation is then done or not done.</summary>
    [Fact]
    public void DeathsLeaveEachOperationDoneOrNotDone() => Fuzzing.Run(30, random =>
    {
        var store = new MemoryStore([.. Disk]);
        using LastingMemory memory = FatVolumeTests.Memory();
        FatVolume volume = FatVolumeTests.Open(store, memory);
        var model = new Model();
        for (int i = 0; i < 400; i++)
        {
            store.LifeLeft = random.Next(4) == 0 ? random.Next(40) : int.MaxValue;
            try
            {
                model = Step(random, volume, model);
                store.LifeLeft = int.MaxValue;
            }
            catch (ProcessDiedException)
            {
                store.LifeLeft = int.MaxValue;
                volume = FatVolumeTests.Open(store, memory);
                Model now = Look(volume);
                // What was written into a file may be there while its size and what is behind the old end are not: content is done in steps.
                Assert.True(AreEqual(now, model) || AreEqual(now, _planned!) || IsBetween(now, model, _planned!), "an operation is done or not done");
                model = now;
            }
        }
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
    });

    /// <summary>Whether only the content of one file is neither the old nor the new: each byte of it is one of both.</summary>
    private static bool IsBetween(Model now, Model before, Model after)
    {
        if (!now.Keys.SequenceEqual(before.Keys) || !now.Keys.SequenceEqual(after.Keys)) return false;
        foreach ((string path, byte[]? content) in now)
        {
            if (content is null) continue;
            byte[] old = before[path]!, wanted = after[path]!;
            if (content.Length < old.Length || content.Length > wanted.Length) return false;
            for (int i = 0; i < content.Length; i++)
                if (content[i] != wanted[i] && (i < old.Length ? content[i] != old[i] : content[i] != 0)) return false;
        }
        return true;
    }

    /// <summary>Disks that somebody damaged: everything ends, with a status, and nothing is written outside the volume.</summary>
    [Fact]
    public void DamagedDisksGiveErrorsAndEnd()
    {
        var seeded = new MemoryStore([.. Disk]);
        using (LastingMemory memory = FatVolumeTests.Memory())
        {
            FatVolume volume = FatVolumeTests.Open(seeded, memory);
            var model = new Model();
            var random = new Fuzzing(7);
            for (int i = 0; i < 300; i++) model = Step(random, volume, model);
            volume.Close();
        }
        Fuzzing.Run(400, random =>
        {
            byte[] disk = [.. seeded.Content];
            // The boot sectors, both tables and the first clusters; damages are small, so they are made where something is.
            int part = random.Next(3) switch { 0 => 0, 1 => 32 * 512, _ => FirstDataByte };
            random.Mutate(disk.AsSpan(part, 4096)).CopyTo(disk, part);
            var store = new MemoryStore(disk);
            using LastingMemory memory = FatVolumeTests.Memory();
            if (FatVolume.Open(store, memory.Memory, () => FatVolumeTests.Now, out FatVolume? volume) != FileStatus.Ok) return;
            Wander(random, volume!);
            volume!.Close();
        });
    }

    /// <summary>So do disks of noise with a sound beginning, and those whose tables and folders are noise: what is no disk of anybody's.</summary>
    [Fact]
    public void HostileDisksGiveErrorsAndEnd() => Fuzzing.Run(60, random =>
    {
        byte[] disk = [.. Disk];
        for (int i = 0, damages = 1 + random.Next(4); i < damages; i++)
        {
            int at = random.Next(3) switch { 0 => 32 * 512 + 8, 1 => FirstDataByte, _ => FirstDataByte + random.Next(64) * 512 }, length = 1 + random.Next(4096);
            uint cluster = (uint)random.Next(9000), kind = (uint)random.Next(3);
            for (int place = at & ~3; place < at + length; place += 4)
            {
                // Numbers that lead somewhere, in a table; entries of folders that say they are something, in a folder; noise.
                uint word = kind switch { 0 => cluster++, 1 => (uint)random.Next(8034) + 2, _ => (uint)random.Next(int.MaxValue) };
                BitConverter.TryWriteBytes(disk.AsSpan(place), word);
            }
            if (random.Next(2) == 0)
                for (int slot = FirstDataByte; slot < FirstDataByte + 8192; slot += 32)
                {
                    disk[slot + 11] = (byte)(random.Next(4) == 0 ? 0x0F : random.Next(2) == 0 ? 0x10 : 0x20);
                    BitConverter.TryWriteBytes(disk.AsSpan(slot + 26), (ushort)random.Next(40));
                    BitConverter.TryWriteBytes(disk.AsSpan(slot + 20), (ushort)0);
                }
        }
        var store = new MemoryStore(disk);
        using LastingMemory memory = FatVolumeTests.Memory();
        if (FatVolume.Open(store, memory.Memory, () => FatVolumeTests.Now, out FatVolume? volume) != FileStatus.Ok) return;
        Wander(random, volume!);
        volume!.Close();
        // What it left for itself must not end the next process, either.
        if (FatVolume.Open(store, memory.Memory, () => FatVolumeTests.Now, out volume) == FileStatus.Ok) Wander(random, volume!);
    });

    private static readonly int FirstDataByte = BitConverter.ToUInt16(Disk, 14) * 512 + 2 * BitConverter.ToInt32(Disk, 36) * 512;

    private static void Wander(Fuzzing random, FatVolume volume)
    {
        List<FatNode> folders = [volume.Root];
        for (int i = 0; i < 60; i++)
        {
            FatNode folder = folders[random.Next(folders.Count)];
            List<string> names = [];
            int position = 0;
            while (names.Count < 2000 && volume.Next(folder, ref position, out FatItem item) == FileStatus.Ok) names.Add(item.Name);
            if (names.Count == 0 || random.Next(4) == 0)
            {
                if (volume.Create(folder, NewName(random), random.Next(2) == 0, out FatNode? made) == FileStatus.Ok) volume.Release(made!);
                continue;
            }
            string name = names[random.Next(names.Count)];
            if (volume.Find(folder, name, out FatNode? node) != FileStatus.Ok) continue;
            if (node!.IsFolder) folders.Add(node);
            else
            {
                _ = volume.Read(node, (uint)random.Next(50_000), new byte[5000], out _);
                if (random.Next(2) == 0) _ = volume.Write(node, (uint)random.Next(50_000), new byte[3000], out _);
                if (random.Next(4) == 0) _ = volume.Resize(node, (uint)random.Next(60_000));
                volume.Release(node);
            }
            if (random.Next(3) == 0) _ = volume.Remove(folder, name);
            if (random.Next(3) == 0) _ = volume.Rename(folder, name, folders[random.Next(folders.Count)], NewName(random), true);
        }
    }
}
