using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Devices.Pci;
using Diesis.Services;

namespace Diesis.Servers.Pci;

/// <summary>Knows what there is on PCI, and gives each driver what belongs to its function.</summary>
internal static class Program
{
    private static int Main()
    {
        var slots = new PciSlots();
        for (int i = 0; i < (int)Startup.Block.PciSegmentCount; i++) Scan(Startup.Block.PciSegments[i], slots);
        if (Startup.Block.PciSegmentCount == 0) Console.WriteLine("pci: this machine has no PCI Express, or its firmware does not say where: no device on PCI is driven");
        else Console.WriteLine($"pci: {slots.All.Count} functions");
        var office = new PciOffice(slots);
        var ends = new DriverEnds();
        ends.Start();
        new Thread(() =>
        {
            var listing = new PciListing(office);
            _ = PciListingServer.Run(Service.EndpointFor(PciListingContract.ExpectedHash), ref listing);
        }) { IsBackground = true, Name = "listing" }.Start();

        var server = new ObjectServer(Service.EndpointFor(PciDevicesContract.ExpectedHash));
        server.Offer<PciDevicesDispatcher<IPciDevices>, IPciDevices>(caller => new PciDriver(office, ends, caller.Badge));
        return (int)server.Run();
    }

    private static void Scan(PciSegmentPlace place, PciSlots slots)
    {
        Status status = EcamSpace.Map(place, out EcamSpace? space);
        if (status != Status.Ok)
        {
            Console.WriteLine($"pci: segment {place.Segment} cannot be looked at: {status}");
            return;
        }
        PciScan scan = PciScan.Of(space!, place.Segment, place.FirstBus, place.LastBus);
        foreach (PciProblem problem in scan.Problems) Console.WriteLine($"pci: {problem}");
        slots.Add(space!, scan);
    }
}
