using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Files;

namespace Diesis.Tests.Systems.Files;

/// <summary>Makes, writes, moves and removes files at random, and knows what has to be there.</summary>
internal sealed class DiskWork(FileTree tree, string folder)
{
    private const int MostFiles = 12, MostBytes = 20_000;

    private readonly Random _random = new(1);
    private readonly Dictionary<string, byte[]> _model = [];

    private int _steps;

    /// <summary>Those that were begun. Another thread looks at it.</summary>
    public int Steps => Volatile.Read(ref _steps);

    /// <summary>What did not go as it should; null: nothing.</summary>
    public string? Complaint { get; private set; }

    public bool TryStep()
    {
        _steps++;
        var claim = new Claim();
        string name = $"file number {_random.Next(MostFiles)}";
        bool isDone = _random.Next(9) switch
        {
            0 when _model.ContainsKey(name) => TryRemove(claim, name),
            1 when _model.ContainsKey(name) => TryMove(claim, name, $"moved {_random.Next(MostFiles)}"),
            2 when _model.TryGetValue(name, out byte[]? there) => claim.Holds(tree.ReadAll(PathOf(name)), there, $"reading {name}"),
            3 => claim.IsDone(tree.Sync(folder)),
            4 when _model.TryGetValue(name, out byte[]? there) => TryChange(claim, name, there),
            5 when _model.TryGetValue(name, out byte[]? there) => TryAppend(claim, name, there),
            6 => TryMakeFolder(claim, $"folder {_random.Next(3)}"),
            7 when !_model.ContainsKey(name) => TryMakeNew(claim, name),
            _ => TryWrite(claim, name),
        };
        if (!isDone) Complaint = $"step {Steps}: {claim.Complaint}";
        return isDone;
    }

    private string PathOf(string name) => $"{folder}/{name}";

    private bool TryWrite(Claim claim, string name)
    {
        byte[] content = FileNoise.Make((uint)Steps, _random.Next(MostBytes));
        _model[name] = content;
        return claim.IsDone(tree.WriteAll(PathOf(name), content), $"writing {name}");
    }

    /// <summary>A second time it is there: nothing is done twice.</summary>
    private bool TryMakeNew(Claim claim, string name)
    {
        if (!claim.Gives(tree.Open(PathOf(name), OpenMode.Write | OpenMode.Create | OpenMode.New), out OpenFile file, $"making {name}")) return false;
        file.Dispose();
        _model[name] = [];
        return claim.Ends(tree.Open(PathOf(name), OpenMode.Write | OpenMode.Create | OpenMode.New), FileStatus.AlreadyThere, $"making {name} again");
    }

    private bool TryMakeFolder(Claim claim, string name)
        => claim.IsDone(tree.MakeFolder(PathOf(name)), $"making {name}") && claim.IsDone(tree.Remove(PathOf(name)), $"removing {name}")
            && claim.Ends(tree.Remove(PathOf(name)), FileStatus.NotFound, $"removing {name} again");

    /// <summary>In the middle, by a file that stays open meanwhile.</summary>
    private bool TryChange(Claim claim, string name, byte[] there)
    {
        if (!claim.Gives(tree.Open(PathOf(name), OpenMode.Read | OpenMode.Write), out OpenFile opened, $"opening {name}")) return false;
        using OpenFile file = opened;
        for (int i = 0; i < 4; i++)
        {
            int at = _random.Next(there.Length + 1), length = _random.Next(there.Length - at + 1);
            FileNoise.Make((uint)(Steps + i), length).CopyTo(there.AsSpan(at));
            if (!claim.IsDone(file.Write((uint)at, there.AsSpan(at, length)), $"writing {length} bytes to {name} at {at}")) return false;
        }
        return claim.Holds(file.ReadAll(), there, $"{name}, which was changed,");
    }

    private bool TryAppend(Claim claim, string name, byte[] there)
    {
        if (!claim.Gives(tree.Open(PathOf(name), OpenMode.Read | OpenMode.Write), out OpenFile opened, $"opening {name}")) return false;
        using OpenFile file = opened;
        byte[] more = FileNoise.Make((uint)Steps, _random.Next(FileLimits.MostBytes));
        _model[name] = [.. there, .. more];
        return claim.Gives(file.Append(more), out ulong at, $"appending to {name}") && claim.Same(at, (uint)there.Length, $"where what was appended to {name} begins")
            && claim.Holds(file.ReadAll(), _model[name], $"{name}, which was appended to,");
    }

    private bool TryRemove(Claim claim, string name)
    {
        _ = _model.Remove(name);
        return claim.IsDone(tree.Remove(PathOf(name)), $"removing {name}") && claim.Ends(tree.Describe(PathOf(name)), FileStatus.NotFound, $"{name}, which was removed,");
    }

    private bool TryMove(Claim claim, string name, string newName)
    {
        _ = _model.Remove(name, out byte[]? content);
        _model[newName] = content!;
        return claim.IsDone(tree.Move(PathOf(name), PathOf(newName), MoveMode.Replace), $"moving {name} to {newName}")
            && claim.Ends(tree.Describe(PathOf(name)), FileStatus.NotFound, $"{name}, which was moved,");
    }

    public bool IsAsItShouldBe(Claim claim)
    {
        if (!claim.Gives(tree.List(folder), out List<FolderItem> items, "listing") || !claim.Same(items.Count, _model.Count, "how many files there are")) return false;
        foreach ((string name, byte[] content) in _model)
            if (!claim.Holds(tree.ReadAll(PathOf(name)), content, $"in the end {name}")) return false;
        return true;
    }

    /// <summary>For the host.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach ((string name, byte[] content) in _model) _ = text.Append(FileNoise.LineOf(name, content)).Append('\n');
        return text.ToString();
    }
}
