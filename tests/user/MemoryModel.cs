using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>
/// What memory objects hold and where they are mapped, said as plainly as it goes: one word for each page. A random history is made with the kernel
/// and with this, and the two are compared.
/// </summary>
// SAFETY: only pages are touched that the model says are mapped for this; the test's process ends by a fault when it is wrong.
internal unsafe struct MemoryModel
{
    private const int Objects = 8, MostPages = 1200, WindowPages = 1024;
    private const ulong Window = 0x30_0000_0000;

    private struct Memory
    {
        public Handle<MemoryObject> Handle;
        public int Pages;
        public Words Content;
    }

    [InlineArray(MostPages)]
    private struct Words { private ulong _first; }

    /// <summary>What is mapped at a page of the window: an object's number + 1, its page, the protection.</summary>
    private struct View
    {
        public int Object, Page;
        public Protection Protection;
    }

    [InlineArray(Objects)]
    private struct Memories { private Memory _first; }

    [InlineArray(WindowPages)]
    private struct Views { private View _first; }

    private Memories _objects;
    private Views _views;
    private ulong _random;

    /// <summary>Makes a random history, and releases all that is left of it.</summary>
    public void Run(ref Test test, ulong seed, int steps)
    {
        _random = seed * 0x9E37_79B9_7F4A_7C15 + 1;
        for (int i = 0; i < steps && !test.HasFailed; i++)
        {
            if (i % 256 == 0) TestProcess.Beat();
            Step(ref test);
            if (test.HasFailed) test.Equal(seed, (ulong)i, "the seed failed at step");
        }
        for (int i = 0; i < Objects; i++)
        {
            if (_objects[i].Pages != 0) Release(ref test, i);
        }
        CheckWindow(ref test);
    }

    private void Step(ref Test test)
    {
        int number = Below(Objects);
        if (_objects[number].Pages == 0)
        {
            Create(ref test, number);
            return;
        }
        switch (Below(24))
        {
            case 0: Release(ref test, number); break;
            case 1: Copy(ref test, number); break;
            case 2: Resize(ref test, number); break;
            case 3: Decommit(ref test, number); break;
            case 4: Commit(ref test, number); break;
            case 5 or 6 or 7: Map(ref test, number); break;
            case 8: Unmap(ref test); break;
            case 9 or 10: Protect(ref test); break;
            case 11: Supply(ref test, number); break;
            case 12: WriteByKernel(ref test, number); break;
            case 13: ReadByKernel(ref test, number); break;
            case 14 or 15 or 16 or 17 or 18: WriteSome(); break;
            case 19: CheckWindow(ref test); break;
            default: ReadSome(ref test); break;
        }
    }

    private void Create(ref Test test, int number)
    {
        int pages = Below(4) switch { 0 => 1, 1 => 1 + Below(20), 2 => 1 + Below(520), _ => 1 + Below(MostPages) };
        MemoryOptions options = Below(8) switch { 0 => MemoryOptions.Committed, 1 => MemoryOptions.LargePages, _ => MemoryOptions.None };
        if (!test.Ok(Kernel.CreateMemory(World.Budget, (ulong)pages, options, out _objects[number].Handle))) return;
        _objects[number].Pages = pages;
        ((Span<ulong>)_objects[number].Content).Clear();
    }

    private void Release(ref Test test, int number)
    {
        test.Ok(Kernel.Release(_objects[number].Handle));
        _objects[number].Pages = 0;
        foreach (ref View view in (Span<View>)_views)
        {
            if (view.Object == number + 1) view = default;
        }
    }

    private void Copy(ref Test test, int number)
    {
        int other = Below(Objects);
        if (_objects[other].Pages != 0) return;
        Status status = Kernel.CreateCopy(World.Budget, _objects[number].Handle, out _objects[other].Handle);
        // Memory in large pages has no copies.
        if (status == Status.BadState || !test.Ok(status)) return;
        _objects[other].Pages = _objects[number].Pages;
        _objects[other].Content = _objects[number].Content;
    }

    private void Resize(ref Test test, int number)
    {
        int pages = 1 + Below(Below(2) == 0 ? 16 : MostPages);
        if (!test.Ok(Kernel.Resize(_objects[number].Handle, (ulong)pages))) return;
        if (pages < _objects[number].Pages) ((Span<ulong>)_objects[number].Content).Slice(pages).Clear();
        _objects[number].Pages = pages;
    }

    private void Decommit(ref Test test, int number)
    {
        Choose(number, out int first, out int count);
        if (!test.Ok(Kernel.Decommit(_objects[number].Handle, (ulong)first, (ulong)count))) return;
        ((Span<ulong>)_objects[number].Content).Slice(first, count).Clear();
    }

    private void Commit(ref Test test, int number)
    {
        Choose(number, out int first, out int count);
        test.Ok(Kernel.Commit(_objects[number].Handle, (ulong)first, (ulong)count));
    }

    private void Map(ref Test test, int number)
    {
        Choose(number, out int first, out int count);
        int at = Below(WindowPages - Math.Min(count, WindowPages - 1));
        count = Math.Min(count, WindowPages - at);
        Span<View> views = ((Span<View>)_views).Slice(at, count);
        bool isFree = true;
        foreach (ref View view in views) isFree &= view.Object == 0;
        var protection = (Protection)Below(3);
        Status status = Kernel.Map(World.Space, _objects[number].Handle, AddressOf(at), (ulong)first, (ulong)count, protection);
        test.Status(isFree ? Status.Ok : Status.Overlap, status);
        for (int i = 0; isFree && i < count; i++) views[i] = new() { Object = number + 1, Page = first + i, Protection = protection };
    }

    private void Unmap(ref Test test)
    {
        ChooseWindow(out int at, out int count);
        test.Ok(Kernel.Unmap(World.Space, AddressOf(at), (ulong)count));
        ((Span<View>)_views).Slice(at, count).Clear();
    }

    private void Protect(ref Test test)
    {
        ChooseWindow(out int at, out int count);
        Span<View> views = ((Span<View>)_views).Slice(at, count);
        var protection = (Protection)Below(3);
        int mapped = 0;
        while (mapped < count && views[mapped].Object != 0) mapped++;
        test.Status(mapped == count ? Status.Ok : Status.OutOfRange, Kernel.Protect(World.Space, AddressOf(at), (ulong)count, protection));
        foreach (ref View view in views.Slice(0, mapped)) view.Protection = protection;
    }

    /// <summary>Moves a page that was written, by way of an object of one page.</summary>
    private void Supply(ref Test test, int number)
    {
        int page = Below(_objects[number].Pages);
        ulong word = Random();
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> source))) return;
        test.Ok(Kernel.WriteMemory(source, 0, World.BytesOf(ref word)));
        Status status = Kernel.SupplyPages(_objects[number].Handle, (ulong)page, source, 0, 1);
        if (status == Status.Ok) _objects[number].Content[page] = word;
        else if (status != Status.BadState) test.Status(Status.Overlap, status);
        test.Ok(Kernel.Release(source));
    }

    private void WriteByKernel(ref Test test, int number)
    {
        int page = Below(_objects[number].Pages);
        ulong word = Random();
        if (test.Ok(Kernel.WriteMemory(_objects[number].Handle, (ulong)page * MemoryLayout.PageSize, World.BytesOf(ref word))))
            _objects[number].Content[page] = word;
    }

    private void ReadByKernel(ref Test test, int number)
    {
        int page = Below(_objects[number].Pages);
        ulong word = 0;
        test.Ok(Kernel.ReadMemory(_objects[number].Handle, (ulong)page * MemoryLayout.PageSize, World.BytesOf(ref word)));
        test.Equal(_objects[number].Content[page], word);
    }

    private void WriteSome()
    {
        for (int i = 0; i < 8; i++)
        {
            int at = Below(WindowPages);
            View view = _views[at];
            if (!IsThere(view) || view.Protection != Protection.ReadWrite) continue;
            ulong word = Random();
            // SAFETY: as above.
            *(ulong*)AddressOf(at) = word;
            _objects[view.Object - 1].Content[view.Page] = word;
        }
    }

    private void ReadSome(ref Test test)
    {
        for (int i = 0; i < 8; i++) Check(ref test, Below(WindowPages));
    }

    private void CheckWindow(ref Test test)
    {
        for (int at = 0; at < WindowPages && !test.HasFailed; at++) Check(ref test, at);
    }

    private void Check(ref Test test, int at)
    {
        View view = _views[at];
        // SAFETY: as above.
        if (IsThere(view)) test.Equal(_objects[view.Object - 1].Content[view.Page], *(ulong*)AddressOf(at));
    }

    private bool IsThere(View view) => view.Object != 0 && view.Page < _objects[view.Object - 1].Pages;

    private void Choose(int number, out int first, out int count)
    {
        first = Below(_objects[number].Pages);
        count = 1 + Below(Below(2) == 0 ? Math.Min(8, _objects[number].Pages - first) : _objects[number].Pages - first);
    }

    private void ChooseWindow(out int at, out int count)
    {
        at = Below(WindowPages);
        count = 1 + Below(Below(4) == 0 ? WindowPages - at : Math.Min(24, WindowPages - at));
    }

    private static ulong AddressOf(int page) => Window + (ulong)page * MemoryLayout.PageSize;

    private int Below(int limit) => (int)((uint)(Random() >> 16) % (uint)limit);

    // Xorshift: Marsaglia, "Xorshift RNGs", 2003.
    private ulong Random()
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return _random;
    }
}
