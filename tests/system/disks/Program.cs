using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Devices;
using Diesis.Services;
using Diesis.Storage;

namespace Diesis.Tests.Systems;

/// <summary>Uses a disk while its driver ends again and again, <c>kills=N</c> times as the command line says. What is on the disk afterwards the host looks at.</summary>
internal static class Program
{
    private const int UsualKills = 24;

    /// <summary>Each so many ends are of the server of PCI, and so of the driver, too.</summary>
    private const int EndsPerServerEnd = 6;

    private const int PatienceMs = 60_000;

    private static int Main()
    {
        int kills = CommandLineOption.ValueOf(Startup.CommandLine, "kills"u8) is { IsEmpty: false } text && int.TryParse(text, out int asked) ? asked : UsualKills;
        var verdict = new Verdict();
        BlockDevicesClient devices = default;
        uint number = 0;
        verdict.Check("DisksAreListed", IsListed);
        verdict.Check("TheDiskIsThere", () => TryConnect(out devices) && TryFind(devices, "disk0\0"u8, out number));
        var tests = new DiskTests(devices, number);
        verdict.Check("WhatIsWrittenToADiskIsRead", tests.WhatIsWrittenIsRead);
        verdict.Check("SeveralRequestsOfADiskAreUnderWay", tests.SeveralRequestsAreUnderWay);
        verdict.Check("WhatADiskDoesNotHaveIsRefused", tests.WhatIsNobodysIsRefused);
        verdict.Check("ErrorsOfADiskBehindBridgesAreTold", () => TryFind(devices, "faulty\0"u8, out uint faulty) && new DiskTests(devices, faulty).ErrorsAreTold());
        verdict.Check("RandomBitsAreDrawn", AreDrawn);
        verdict.Check("TheTimeOfDayIsSetForAll", ClockTests.IsSetForAll);
        verdict.Check("DisksBearTheEndsOfTheirDriver", () => BearsEnds(devices, number, kills));
        return verdict.Close();
    }

    /// <summary>Is there a disk on PCI?</summary>
    private static bool IsListed()
    {
        const uint virtioBlock = 0x1042, virtio = 0x1AF4;
        if (Service.Find(PciListingContract.ExpectedHash, out Handle<Endpoint> at) != Status.Ok || PciListingClient.Connect(at, out PciListingClient pci) != Status.Ok) return false;
        var functions = new PciFunctionInfo[4];
        uint count = (uint)functions.Length;
        bool isThere = false;
        for (uint first = 0; count == functions.Length; first += count)
        {
            if (pci.List(first, functions, out count) != Status.Ok) return false;
            for (int i = 0; i < (int)count; i++)
            {
                PciFunctionInfo found = functions[i];
                Console.WriteLine($"[test] says {found.Segment:x4}:{found.Bus:x2}:{found.Device:x2}.{found.Function} is {found.Vendor:x4}:{found.Kind:x4} of class {found.Class:x6}");
                isThere |= found.Vendor == virtio && found.Kind == virtioBlock && found.Messages > 0;
            }
        }
        return isThere;
    }

    /// <summary>Bits come, and others each time. That they are good is the host's to see to.</summary>
    private static bool AreDrawn()
    {
        if (Service.Find(EntropySourceContract.ExpectedHash, out Handle<Endpoint> at) != Status.Ok || EntropySourceClient.Connect(at, out EntropySourceClient source) != Status.Ok) return false;
        byte[] first = new byte[64], second = new byte[64];
        return source.Draw(first, out uint count) == Status.Ok && count >= 16 && source.Draw(second, out count) == Status.Ok && count >= 16
            && !first.AsSpan(0, 16).SequenceEqual(second.AsSpan(0, 16)) && first.AsSpan(0, 16).IndexOfAnyExcept((byte)0) >= 0;
    }

    private static bool TryConnect(out BlockDevicesClient devices)
    {
        devices = default;
        return Service.Find(BlockDevicesContract.ExpectedHash, out Handle<Endpoint> at) == Status.Ok && BlockDevicesClient.Connect(at, out devices) == Status.Ok;
    }

    /// <summary>The disk that this machine was given for the test: it may have others.</summary>
    private static bool TryFind(BlockDevicesClient devices, ReadOnlySpan<byte> name, out uint number)
    {
        Status status = devices.Count(out uint count);
        for (number = 0; status == Status.Ok && number < count; number++)
        {
            status = devices.Open(number, out IBlockDevice device);
            if (status != Status.Ok) return false;
            status = device.Tell(out BlockDeviceInfo info);
            device.Dispose();
            if (((ReadOnlySpan<byte>)info.Serial).StartsWith(name)) return status == Status.Ok;
        }
        return false;
    }

    private static bool BearsEnds(BlockDevicesClient devices, uint number, int kills)
    {
        if (BlockDeviceStore.Open(devices, number, 16, out BlockDeviceStore? store) != Status.Ok) return false;
        Killer driver = new("virtio-block"), server = new("pci");
        var workload = new DiskWorkload(store!);
        var random = new Random(3);
        workload.Start();
        for (int killed = 1; killed <= kills && workload.Complaint == null; killed++)
        {
            // It has to get on in between: an instance that never answers tells nothing.
            int until = workload.Done + 1 + random.Next(40);
            if (!Until(() => workload.Done >= until || workload.Complaint != null)) return Say("the workload does not get on");
            (killed % EndsPerServerEnd == 0 ? server : driver).KillEach();
            if (killed % 10 == 0) Console.WriteLine($"[test] says {killed} drivers ended, {workload.Rounds} rounds");
        }
        workload.Stop();
        driver.KillEach();
        Console.WriteLine($"[test] says {workload.Done} requests, {workload.Rounds} rounds {workload.Complaint}");
        return workload.Complaint == null;
    }

    private static bool Say(string what)
    {
        Console.WriteLine($"[test] says {what}");
        return false;
    }

    private static bool Until(Func<bool> holds)
    {
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < PatienceMs; System.Threading.Thread.Sleep(1))
            if (holds()) return true;
        return false;
    }
}
