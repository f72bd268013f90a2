using System;
using System.Threading;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Files;

namespace Diesis.Tests.Systems.Files;

/// <summary>Files on a disk, which the host made and will look at afterwards.</summary>
internal sealed class DiskTests(FileTree tree, int kills)
{
    private const string Disk = "/disk/";

    /// <summary>How far into a step the next service ends, at most: some end within it, others in between.</summary>
    private const int MostPauseMs = 12;

    private const int LeastSteps = 60;

    public static void Run(Verdict verdict, FileTree tree, int kills)
    {
        // Without a disk there is nothing to judge; where there should be one, the host misses what would be on it.
        if (tree.Describe(Disk) is { HasError: true, Error: FileStatus.NotFound or FileStatus.DeviceFailed }) return;
        DiskTests tests = new(tree, kills);
        verdict.Check("WhatTheHostWroteIsRead", tests.ReadsTheHosts);
        verdict.Check("ADiskKeepsFilesInFoldersWithLongNames", tests.KeepsFiles);
        verdict.Check("ServicesOfFilesEndWhileTheyAreUsedAndNothingIsLost", tests.LosesNothing);
    }

    private bool ReadsTheHosts() => tree.ReadText(Disk + FileNoise.FromHost).Value == FileNoise.HostText && tree.ReadText("disk:///FROM-HOST.TXT").IsOk;

    private bool KeepsFiles()
    {
        byte[] content = FileNoise.Make(1, 600_000);
        return tree.MakeFolder(Disk + "A folder").IsOk && tree.WriteAll(Disk + "A folder/A file with a long name.text", content).IsOk
            && tree.Sync(Disk).IsOk && tree.ReadAll("disk:///a FOLDER/a file WITH a long name.TEXT").Value.AsSpan().SequenceEqual(content)
            && tree.Move(Disk + "A folder/A file with a long name.text", Disk + "x", MoveMode.New).IsOk && tree.Copy(Disk + "x", "/x", MoveMode.New).IsOk
            && tree.ReadAll("/x").Value.AsSpan().SequenceEqual(content) && tree.Remove("/x").IsOk && tree.Remove(Disk + "x").IsOk && tree.Remove(Disk + "A folder").IsOk;
    }

    private bool LosesNothing()
    {
        if (!tree.MakeFolder(Disk + FileNoise.Folder).IsOk) return false;
        var killer = new Killer("vfs", "fat32", "virtio-block");
        var work = new DiskWork(tree, Disk + FileNoise.Folder);
        bool isDone = false;
        var thread = new Thread(() =>
        {
            var random = new Random(2);
            for (int i = 1; i <= kills && work.Complaint is null; i++)
            {
                int before = work.Steps;
                killer.Kill(1, static _ => { });
                // What was under way goes on with the next instance, and comes to its end.
                while (work.Complaint is null && (work.Steps == before || !killer.AreAllBack)) Thread.Sleep(1);
                Thread.Sleep(random.Next(MostPauseMs));
                if (i % 100 == 0) Console.WriteLine($"[test] says {i} services ended");
            }
            Volatile.Write(ref isDone, true);
        });
        thread.Start();
        while (!Volatile.Read(ref isDone) || work.Steps < LeastSteps)
            if (!work.TryStep()) break;
        thread.Join();
        Console.WriteLine($"[test] says {work.Steps} steps while {kills} services ended {work.Complaint}");
        return work.Complaint is null && work.IsAsItShouldBe() && tree.WriteText(Disk + FileNoise.List, work.Describe()).IsOk && tree.Unmount(Disk).IsOk;
    }
}
