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
        Claim.Check("WhatTheHostWroteIsRead", verdict, tests.ReadsTheHosts);
        Claim.Check("ADiskKeepsFilesInFoldersWithLongNames", verdict, tests.KeepsFiles);
        Claim.Check("AFileOnADiskIsMapped", verdict, claim => MappingTests.AreTheSame(claim, tree, Disk + "mapped") && MappingTests.End(claim, tree, Disk + "mapped"));
        Claim.Check("MoreOfADiskIsMappedThanThereIsMemoryFor", verdict, claim => MappingTests.GivesRoom(claim, tree, Disk + "mapped"));
        Claim.Check("AMappingGoesOnWithTheNextProcess", verdict, claim => MappingTests.GoesOn(claim, tree, Disk + "mapped"));
        Claim.Check("ServicesOfFilesEndWhileTheyAreUsedAndNothingIsLost", verdict, tests.LosesNothing);
    }

    private bool ReadsTheHosts(Claim claim)
        => claim.Gives(tree.ReadText(Disk + FileNoise.FromHost), out string text) && claim.Same(text, FileNoise.HostText) && claim.IsDone(tree.ReadText("disk:///FROM-HOST.TXT"));

    private bool KeepsFiles(Claim claim)
    {
        byte[] content = FileNoise.Make(1, 600_000);
        return claim.IsDone(tree.MakeFolder(Disk + "A folder")) && claim.IsDone(tree.WriteAll(Disk + "A folder/A file with a long name.text", content))
            && claim.IsDone(tree.Sync(Disk)) && claim.Holds(tree.ReadAll("disk:///a FOLDER/a file WITH a long name.TEXT"), content)
            && claim.IsDone(tree.Move(Disk + "A folder/A file with a long name.text", Disk + "x", MoveMode.New)) && claim.IsDone(tree.Copy(Disk + "x", "/x", MoveMode.New))
            && claim.Holds(tree.ReadAll("/x"), content) && claim.IsDone(tree.Remove("/x")) && claim.IsDone(tree.Remove(Disk + "x")) && claim.IsDone(tree.Remove(Disk + "A folder"));
    }

    private bool LosesNothing(Claim claim)
    {
        if (!claim.IsDone(tree.MakeFolder(Disk + FileNoise.Folder))) return false;
        string[] names = ["vfs", "fat32", "virtio-block"];
        Killer[] killers = Array.ConvertAll(names, static name => new Killer(name));
        var work = new DiskWork(tree, Disk + FileNoise.Folder);
        bool isDone = false;
        var thread = new Thread(() =>
        {
            var random = new Random(2);
            for (int i = 0; i < kills && work.Complaint is null; i++)
            {
                int before = work.Steps;
                // Each as often as the others, and any of them while another is not back yet.
                killers[i % killers.Length].KillEach();
                // What was under way goes on with the next instance, and comes to its end.
                while (work.Complaint is null && work.Steps == before) Thread.Sleep(1);
                Thread.Sleep(random.Next(MostPauseMs));
                if ((i + 1) % 50 == 0) Console.WriteLine($"[test] says {i + 1} services ended, {work.Steps} steps");
            }
            Volatile.Write(ref isDone, true);
        });
        thread.Start();
        while (!Volatile.Read(ref isDone) || work.Steps < LeastSteps)
            if (!work.TryStep()) break;
        thread.Join();
        Console.WriteLine($"[test] says {work.Steps} steps while {kills} services ended");
        return claim.Is(work.Complaint is null, work.Complaint ?? "") && work.IsAsItShouldBe(claim) && claim.IsDone(tree.WriteText(Disk + FileNoise.List, work.Describe()))
            && claim.IsDone(tree.Unmount(Disk));
    }
}
