using System.Runtime.InteropServices;
using System.Text;
using Diesis.Machines;
using Diesis.Tests;

namespace Diesis.Boot.Limine;

public unsafe class LimineBootTests
{
    private const ulong PhysicalStart = 0x10_0000;

    /// <summary>
    /// What a loader leaves behind, in memory of this process that the loader's direct map shows from
    /// <see cref="PhysicalStart"/> on. Beyond each list lie as many nulls as a damaged count can reach.
    /// </summary>
    private sealed class Loader : IDisposable
    {
        private const int Length = 1 << 18, ListRoom = 1024 * 8 + 8;

        private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc(Length, 4096);
        private int _used;

        public LimineRequests Requests = LimineRequests.Unanswered;

        /// <summary>Words that a mutation may set to anything, and pointers that it may set to null.</summary>
        public List<nint> Numbers { get; } = [];
        public List<nint> Pointers { get; } = [];

        public Loader()
        {
            NativeMemory.Clear(_memory, Length);
            Requests.Hhdm.Response = Put(new LimineHhdm { Start = new VirtualAddress((ulong)_memory - PhysicalStart) });
            Requests.ExecutableAddress.Response = Put(new LimineExecutableAddress
            {
                PhysicalBase = new PhysicalAddress(0x20_0000),
                VirtualBase = new VirtualAddress(0xffff_ffff_8000_0000),
            });
            Numbers.Add((nint)Requests.ExecutableAddress.Response.Pointer + 8);
            Numbers.Add((nint)Requests.ExecutableAddress.Response.Pointer + 16);
            Requests.BootloaderInfo.Response = Put(new LimineBootloaderInfo { Name = Text("Limine") });
            Requests.CommandLine.Response = Put(new LimineCommandLine { Text = Text("level=debug") });
            Pointers.Add((nint)Requests.BootloaderInfo.Response.Pointer + 8);
            Pointers.Add((nint)Requests.CommandLine.Response.Pointer + 8);
            Requests.Rsdp.Response = Put(new LimineRsdp { Address = 0xf_0000 });
            Numbers.Add((nint)Requests.Rsdp.Response.Pointer + 8);
            Requests.DateAtBoot.Response = Put(new LimineDateAtBoot { UnixSeconds = 1_700_000_000 });
            Numbers.Add((nint)Requests.DateAtBoot.Response.Pointer + 8);
        }

        public void Dispose() => NativeMemory.AlignedFree(_memory);

        public HhdmPointer<T> Put<T>(T value, int room = 0) where T : unmanaged
        {
            var place = (T*)(_memory + _used);
            *place = value;
            _used = (_used + Math.Max(sizeof(T), room) + 15) & ~15;
            Assert.True(_used <= Length);
            return new HhdmPointer<T>(VirtualAddress.Of(place));
        }

        public HhdmPointer<byte> Text(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text + "\0");
            var start = Put(bytes[0], bytes.Length);
            bytes.CopyTo(new Span<byte>(start.Pointer, bytes.Length));
            return start;
        }

        public void SetMemory(params (ulong Start, ulong Length, LimineMemoryKind Kind)[] entries)
        {
            var list = List<LimineMemoryMapEntry>(entries.Length);
            for (int i = 0; i < entries.Length; i++)
            {
                list.Pointer[i] = Put(new LimineMemoryMapEntry
                {
                    Base = new PhysicalAddress(entries[i].Start), Length = entries[i].Length, Kind = entries[i].Kind,
                });
                AddNumbers((nint)list.Pointer[i].Pointer, 3);
            }
            Requests.MemoryMap.Response = Put(new LimineMemoryMap { Count = (ulong)entries.Length, Entries = list });
            AddCountAndList((nint)Requests.MemoryMap.Response.Pointer);
        }

        public void SetScreen(LimineFramebuffer screen)
        {
            var list = List<LimineFramebuffer>(1);
            *list.Pointer = Put(screen);
            AddNumbers((nint)list.Pointer->Pointer, sizeof(LimineFramebuffer) / 8);
            Requests.Framebuffer.Response = Put(new LimineFramebuffers { Count = 1, Framebuffers = list });
            AddCountAndList((nint)Requests.Framebuffer.Response.Pointer);
        }

        public void SetModules(params (ulong Start, ulong Size, string Path)[] modules)
        {
            var list = List<LimineFile>(modules.Length);
            for (int i = 0; i < modules.Length; i++)
            {
                list.Pointer[i] = Put(new LimineFile
                {
                    Content = new HhdmPointer<byte>(Requests.Hhdm.Response.Pointer->Start + modules[i].Start),
                    Size = modules[i].Size,
                    Path = Text(modules[i].Path),
                });
                Numbers.Add((nint)list.Pointer[i].Pointer + 8);
                Numbers.Add((nint)list.Pointer[i].Pointer + 16);
                Pointers.Add((nint)list.Pointer[i].Pointer + 24);
            }
            Requests.Modules.Response = Put(new LimineModules { Count = (ulong)modules.Length, Files = list });
            AddCountAndList((nint)Requests.Modules.Response.Pointer);
        }

        public bool TryFill(out BootInfo info, out string problem)
        {
            info = default;
            bool filled = LimineBoot.TryFill(ref Requests, ref info, out var sentence);
            problem = Encoding.UTF8.GetString(sentence);
            return filled;
        }

        private HhdmPointer<HhdmPointer<T>> List<T>(int count) where T : unmanaged
        {
            var list = Put(default(HhdmPointer<T>), ListRoom);
            for (int i = 0; i < count; i++) Pointers.Add((nint)(list.Pointer + i));
            return list;
        }

        /// <summary>A list's response: revision, count, pointer.</summary>
        private void AddCountAndList(nint response)
        {
            Numbers.Add(response + 8);
            Pointers.Add(response + 16);
        }

        private void AddNumbers(nint start, int count)
        {
            for (int i = 0; i < count; i++) Numbers.Add(start + i * 8);
        }
    }

    private static readonly LimineFramebuffer Screen = new()
    {
        Pixels = new HhdmPointer<byte>(new VirtualAddress(0xe000_0000)),
        Width = 1280, Height = 800, Pitch = 5120, BitsPerPixel = 32,
        Model = LiminePixelModel.Rgb, RedBits = 8, RedShift = 16, GreenBits = 8, GreenShift = 8, BlueBits = 8,
    };

    private static Loader Typical()
    {
        var loader = new Loader();
        loader.SetMemory(
            (0x1000, 0x9_e000, LimineMemoryKind.Usable),
            (0x20_0000, 0x4_0000, LimineMemoryKind.ExecutableAndModules),
            (0x24_0000, 0x7dc_0000, LimineMemoryKind.Usable),
            (0x800_0000, 0x1_0000, LimineMemoryKind.BootloaderReclaimable),
            (0x801_0000, 0x1234, LimineMemoryKind.AcpiReclaimable),
            (0xe000_0000, 0x3e_8000, LimineMemoryKind.Framebuffer));
        loader.SetScreen(Screen);
        loader.SetModules((0x23_0000, 0x123, "/boot/init.bin"), (0x23_1000, 0x1000, "second"));
        return loader;
    }

    [Fact]
    public void AllThatTheKernelNeedsIsTaken()
    {
        using var loader = Typical();
        Assert.True(loader.TryFill(out var info, out _));
        Assert.Equal("Limine", Encoding.UTF8.GetString(info.Loader.Span));
        Assert.Equal("level=debug", Encoding.UTF8.GetString(info.CommandLine.Span));
        Assert.Equal((0x20_0000UL, 0xffff_ffff_8000_0000UL), (info.KernelPhysicalBase.Value, info.KernelBase.Value));
        Assert.Equal(0xf_0000UL, info.AcpiRoot.Value);
        Assert.Equal(1_700_000_000UL, info.EntryUnixSeconds);
        Assert.Equal((1280u, 800u, 5120u), (info.Framebuffer.Width, info.Framebuffer.Height, info.Framebuffer.Pitch));
        Assert.Equal(["init.bin", "second"],
            Enumerable.Range(0, info.Modules.Count).Select(i => Encoding.UTF8.GetString(info.Modules[i].Name.Span)));
        Assert.Equal((0x23_0000UL, 0x123UL), (info.Modules[0].Start.Value, info.Modules[0].Length));
        Assert.Equal(
            [
                (0x1000, 0x9_f000, MemoryKind.Usable), (0x20_0000, 0x24_0000, MemoryKind.KernelAndModules),
                (0x24_0000, 0x800_0000, MemoryKind.Usable), (0x800_0000, 0x801_0000, MemoryKind.LoaderReclaimable),
                (0x801_0000, 0x801_2000, MemoryKind.AcpiReclaimable),
                (0xe000_0000, 0xe03e_8000, MemoryKind.Framebuffer),
            ], MemoryMapBuilderTests.Read(info.Memory));
    }

    [Fact]
    public void AMapInAnyOrderWithOverlapsAndNullsIsPutInOrder()
    {
        using var loader = new Loader();
        loader.SetMemory((0x8000, 0x8000, LimineMemoryKind.Usable), (0, 0, LimineMemoryKind.Usable),
            (0x1000, 0x8000, LimineMemoryKind.Reserved), ((ulong)0xc000, 0x800, LimineMemoryKind.Bad));
        loader.Requests.MemoryMap.Response.Pointer->Entries.Pointer[1] = default;
        Assert.True(loader.TryFill(out var info, out _));
        Assert.Equal([(0x1000, 0x9000, MemoryKind.Reserved), (0x9000, 0xc000, MemoryKind.Usable),
            (0xc000, 0xd000, MemoryKind.Bad), (0xd000, 0x1_0000, MemoryKind.Usable)],
            MemoryMapBuilderTests.Read(info.Memory));
    }

    [Fact]
    public void WithoutTheNecessaryAnswersTheKernelDoesNotStart()
    {
        using var loader = Typical();
        foreach (var (forget, problem) in ((Action, string)[])
            [
                (() => loader.Requests.ExecutableAddress.Response = default,
                    "the loader did not say where it put the kernel"),
                (() => loader.Requests.MemoryMap.Response = default, "the loader gave no map of memory"),
                (() => loader.Requests.Hhdm.Response = default, "the loader gave no direct map of memory"),
            ])
        {
            forget();
            Assert.False(loader.TryFill(out _, out string said));
            Assert.Equal(problem, said);
        }
    }

    [Fact]
    public void ACountBeyondReasonIsRefusedOrCut()
    {
        using var loader = Typical();
        loader.Requests.Modules.Response.Pointer->Count = ulong.MaxValue;
        Assert.True(loader.TryFill(out var info, out _));
        Assert.Equal(2, info.Modules.Count);
        loader.Requests.MemoryMap.Response.Pointer->Count = ulong.MaxValue;
        Assert.False(loader.TryFill(out _, out _));
    }

    [Fact]
    public void AModuleInUsableMemoryIsNotGivenAway()
    {
        using var loader = new Loader();
        loader.SetMemory((0x10_0000, 0x10_0000, LimineMemoryKind.Usable));
        loader.SetModules((0x18_0000, 0x10, "m"));
        Assert.True(loader.TryFill(out var info, out _));
        Assert.Equal([(0x10_0000, 0x18_0000, MemoryKind.Usable), (0x18_0000, 0x18_1000, MemoryKind.KernelAndModules),
            (0x18_1000, 0x20_0000, MemoryKind.Usable)], MemoryMapBuilderTests.Read(info.Memory));
    }

    [Fact]
    public void DamagedAnswersGiveASentenceOrAnOrderlyMap() => Fuzzing.Run(10_000, fuzzing =>
    {
        using var loader = Typical();
        for (int i = fuzzing.Next(4); i >= 0; i--)
        {
            nint pointer = loader.Pointers[fuzzing.Next(loader.Pointers.Count)];
            nint number = loader.Numbers[fuzzing.Next(loader.Numbers.Count)];
            if (fuzzing.Next(3) == 0) *(ulong*)pointer = 0;
            else fuzzing.Mutate(new Span<byte>((byte*)number, 8)).CopyTo(new Span<byte>((byte*)number, 8));
        }

        bool filled = loader.TryFill(out var info, out string problem);
        Assert.Equal(filled, problem.Length == 0);
        if (!filled) return;
        BootInfoInvariants.AssertHold(info);
    });
}
