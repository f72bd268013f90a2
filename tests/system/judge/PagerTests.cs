using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Pager;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>Memory whose pages this process keeps itself: a thread of it is the store.</summary>
internal static class PagerTests
{
    private const int PageSize = (int)MemoryLayout.PageSize;

    /// <summary>Keeps pages in a dictionary.</summary>
    private sealed class Store : IPageStore
    {
        private readonly Dictionary<ulong, byte[]> _pages = [];

        public Status Read(ulong page, Span<byte> content)
        {
            content.Clear();
            if (_pages.TryGetValue(page, out byte[]? kept)) kept.CopyTo(content);
            return Status.Ok;
        }

        public Status Write(ulong page, ReadOnlySpan<byte> content)
        {
            if (!_pages.TryGetValue(page, out byte[]? kept)) _pages[page] = kept = new byte[PageSize];
            content.CopyTo(kept);
            return Status.Ok;
        }

        public byte At(ulong page, int place) => _pages.TryGetValue(page, out byte[]? kept) ? kept[place] : (byte)0;
    }

    /// <summary>A piece of such memory, mapped.</summary>
    private sealed unsafe class Paged
    {
        private readonly ulong _at;

        public Paged(PagerClient pager, ulong pages, uint mostPresent)
        {
            _ = Kernel.CreateEndpoint(Startup.Block.Budget, out Handle<Endpoint> endpoint);
            new System.Threading.Thread(() =>
            {
                Store store = Kept;
                _ = PageStoreServer.Run(endpoint, ref store);
            }) { IsBackground = true }.Start();
            _ = Kernel.Clone(endpoint, Rights.Call | Rights.Transfer, 1, out Handle offer);
            IsMade = pager.Create(pages, mostPresent, new(offer), out Handle<MemoryObject> memory, out uint number) == Status.Ok;
            Number = number;
            _at = AddressRanges.Take(pages);
            IsMade = IsMade && Kernel.Map(Startup.Block.Space, memory, _at, 0, pages, Protection.ReadWrite) == Status.Ok;
        }

        public Store Kept { get; } = new();
        public uint Number { get; }
        public bool IsMade { get; }

        // SAFETY: so many pages are mapped there, and stay.
        public ref byte this[ulong page, int place] => ref *(byte*)(_at + page * PageSize + (ulong)place);
    }

    public static void Run(Verdict verdict)
    {
        if (Service.Find(PagerContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok || PagerClient.Connect(endpoint, out PagerClient pager) != Status.Ok)
        {
            verdict.Check("ThereIsAPager", () => false);
            return;
        }
        verdict.Check("PagesComeBackAsTheyWere", () => ComeBack(pager));
        verdict.Check("OnlyWhatWasChangedIsWrittenBack", () => WritesWhatChanged(pager));
        verdict.Check("MemoriesGiveRoomToEachOther", () => GiveRoom(pager));
        verdict.Check("NobodyKnowsOfMemoryThatWasClosed", () => IsForgotten(pager));
        pager.Dispose();
        _ = Kernel.Release(endpoint);
    }

    private static bool ComeBack(PagerClient pager)
    {
        const int pages = 64, mostPresent = 16;
        var memory = new Paged(pager, pages, mostPresent);
        if (!memory.IsMade) return false;
        byte[] expected = new byte[pages];
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            int page = random.Next(pages);
            ref byte there = ref memory[(ulong)page, 100 + page];
            if (there != expected[page]) return false;
            if (random.Next(3) == 0) there = expected[page] = (byte)random.Next(256);
        }
        if (pager.Tell(memory.Number, out PagerFigures figures) != Status.Ok || figures.Present is 0 or > mostPresent || pager.Flush(memory.Number) != Status.Ok) return false;
        for (int page = 0; page < pages; page++)
            if (memory.Kept.At((ulong)page, 100 + page) != expected[page]) return false;
        return pager.Close(memory.Number) == Status.Ok;
    }

    private static bool WritesWhatChanged(PagerClient pager)
    {
        const ulong pages = 40;
        var memory = new Paged(pager, pages, 10);
        if (!memory.IsMade) return false;
        int sum = 0;
        for (ulong page = 0; page < pages; page++) sum += memory[page, 0];
        bool isClean = sum == 0 && pager.Flush(memory.Number) == Status.Ok && pager.Tell(memory.Number, out PagerFigures figures) == Status.Ok && figures.Written == 0;
        memory[3, 0] = 1;
        sum += memory[4, 0];
        memory[4, 0] = 2; // it was read before: the kernel does not say that it is written
        return isClean && sum == 0 && pager.Flush(memory.Number) == Status.Ok && pager.Tell(memory.Number, out PagerFigures later) == Status.Ok && later.Written == 2
            && memory.Kept.At(3, 0) == 1 && memory.Kept.At(4, 0) == 2 && pager.Close(memory.Number) == Status.Ok;
    }

    /// <summary>Together they have more pages than the pager's budget pays for.</summary>
    private static bool GiveRoom(PagerClient pager)
    {
        const ulong pages = 300;
        Paged[] memories = [new Paged(pager, pages, 1024), new Paged(pager, pages, 1024)];
        foreach (Paged memory in memories)
        {
            if (!memory.IsMade) return false;
            for (ulong page = 0; page < pages; page++) memory[page, 7] = (byte)(page * memory.Number);
        }
        bool areRight = true;
        foreach (Paged memory in memories)
        {
            for (ulong page = 0; page < pages; page++) areRight &= memory[page, 7] == (byte)(page * memory.Number);
        }
        uint present = 0;
        foreach (Paged memory in memories) present += pager.Tell(memory.Number, out PagerFigures figures) == Status.Ok ? figures.Present : uint.MaxValue / 2;
        foreach (Paged memory in memories) areRight &= pager.Close(memory.Number) == Status.Ok;
        return areRight && present is > 0 and < (uint)(2 * pages);
    }

    private static bool IsForgotten(PagerClient pager)
    {
        var memory = new Paged(pager, 1, 1);
        return memory.IsMade && pager.Close(memory.Number) == Status.Ok && pager.Close(memory.Number) == Status.BadArgument
            && pager.Flush(memory.Number) == Status.BadArgument && pager.Create(0, 1, OfferNothing(), out _, out _) == Status.BadArgument;
    }

    private static Handle<Endpoint> OfferNothing()
    {
        _ = Kernel.CreateEndpoint(Startup.Block.Budget, out Handle<Endpoint> endpoint);
        return endpoint;
    }
}
