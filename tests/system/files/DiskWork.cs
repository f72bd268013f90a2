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
        string name = $"file number {_random.Next(MostFiles)}";
        switch (_random.Next(6))
        {
            case 0 when _model.ContainsKey(name): return TryRemove(name);
            case 1 when _model.ContainsKey(name): return TryMove(name, $"moved {_random.Next(MostFiles)}");
            case 2 when _model.TryGetValue(name, out byte[]? there): return Expect(tree.ReadAll(PathOf(name)).Value.AsSpan().SequenceEqual(there), $"{name} has another content");
            case 3: return Expect(tree.Sync(folder).IsOk, "there was no sync");
            case 4 when _model.TryGetValue(name, out byte[]? there): return TryChange(name, there);
            default: return TryWrite(name);
        }
    }

    private string PathOf(string name) => $"{folder}/{name}";

    private bool Expect(bool condition, string complaint)
    {
        if (!condition) Complaint = $"step {Steps}: {complaint}";
        return condition;
    }

    private bool TryWrite(string name)
    {
        byte[] content = FileNoise.Make((uint)Steps, _random.Next(MostBytes));
        Result<Done, FileStatus> written = tree.WriteAll(PathOf(name), content);
        _model[name] = content;
        return Expect(written.IsOk, $"{name} is not written: {Of(written)}");
    }

    /// <summary>In the middle, by a file that stays open meanwhile.</summary>
    private bool TryChange(string name, byte[] there)
    {
        Result<OpenFile, FileStatus> opened = tree.Open(PathOf(name), OpenMode.Read | OpenMode.Write);
        if (!Expect(opened.IsOk, $"{name} is not opened: {Of(opened)}")) return false;
        using OpenFile file = opened.Value;
        for (int i = 0; i < 4; i++)
        {
            int at = _random.Next(there.Length + 1), length = _random.Next(there.Length - at + 1);
            FileNoise.Make((uint)(Steps + i), length).CopyTo(there.AsSpan(at));
            Result<Done, FileStatus> written = file.Write((uint)at, there.AsSpan(at, length));
            if (!Expect(written.IsOk, $"{name} is not changed: {Of(written)}")) return false;
        }
        return Expect(file.ReadAll().Value.AsSpan().SequenceEqual(there), $"{name} is changed wrongly");
    }

    /// <summary>When its file system ended meanwhile, it was done or not, and can be looked at.</summary>
    private bool TryRemove(string name)
    {
        Result<Done, FileStatus> removed = tree.Remove(PathOf(name));
        if (!removed.IsOk && !Expect(removed.Status == Status.PeerClosed, $"{name} is not removed: {Of(removed)}")) return false;
        if (removed.IsOk || IsGone(name)) _ = _model.Remove(name);
        return true;
    }

    private bool IsGone(string name) => tree.Describe(PathOf(name)) is { HasError: true, Error: FileStatus.NotFound };

    private bool TryMove(string name, string newName)
    {
        Result<Done, FileStatus> moved = tree.Move(PathOf(name), PathOf(newName), MoveMode.Replace);
        if (!moved.IsOk && !Expect(moved.Status == Status.PeerClosed, $"{name} is not moved: {Of(moved)}")) return false;
        if (!moved.IsOk && !IsGone(name)) return true;
        _ = _model.Remove(name, out byte[]? content);
        _model[newName] = content!;
        return true;
    }

    private static string Of<T>(Result<T, FileStatus> result) => result.HasError ? result.Error.ToString() : result.Status.ToString();

    public bool IsAsItShouldBe()
    {
        if (!tree.List(folder).TryGet(out List<FolderItem> items) || items.Count != _model.Count) return false;
        foreach ((string name, byte[] content) in _model)
            if (!tree.ReadAll(PathOf(name)).TryGet(out byte[] found) || !found.AsSpan().SequenceEqual(content)) return false;
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
