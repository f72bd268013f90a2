using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Communication.Events;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>Who is told of what happens to which files and folders. What is watched is used, and so stays the same node, until nobody watches it any more.</summary>
public sealed class FileWatchers<TNode>(IVolume<TNode> volume) where TNode : class
{
    /// <summary>So many files and folders can be watched at a time.</summary>
    public const int Most = 256;

    private sealed class Watched
    {
        public Subscribers<FileEvents> Watchers;
    }

    private readonly Dictionary<TNode, Watched> _watched = [];

    /// <returns><see cref="FileStatus.TooLarge"/>: there are too many. The watcher is released then.</returns>
    public FileStatus Add(TNode node, Subscriber<FileEvents> watcher)
    {
        if (!_watched.TryGetValue(node, out Watched? watched))
        {
            if (_watched.Count == Most) DropWhatNobodyWatches();
            if (_watched.Count == Most)
            {
                watcher.Release();
                return FileStatus.TooLarge;
            }
            volume.Keep(node);
            _watched.Add(node, watched = new());
        }
        return watched.Watchers.Add(watcher) == Status.Ok ? FileStatus.Ok : FileStatus.TooLarge;
    }

    /// <summary>Who watches a node hears of it.</summary>
    public void Tell(TNode node, FileEvents events)
    {
        if (!_watched.TryGetValue(node, out Watched? watched)) return;
        watched.Watchers.Tell(events);
        if (watched.Watchers.IsEmpty || (events & FileEvents.Gone) != 0) Drop(node, watched);
    }

    /// <summary>So does who watches the folder that it is in.</summary>
    public void TellWithFolder(TNode node, FileEvents events)
    {
        if (_watched.Count == 0) return;
        Tell(node, events);
        if (volume.ParentOf(node) is { } folder) Tell(folder, events);
    }

    private void Drop(TNode node, Watched watched)
    {
        watched.Watchers.ReleaseAll();
        _ = _watched.Remove(node);
        _ = volume.Release(node);
    }

    private void DropWhatNobodyWatches()
    {
        foreach (TNode node in new List<TNode>(_watched.Keys)) Tell(node, default);
    }
}
