using System;
using System.Runtime.CompilerServices;
using Diesis.Boot.Limine;

namespace Diesis.Boot.Uefi.Handover;

/// <summary>Answers requests: puts responses into the arena and their addresses into the kernel's image.</summary>
internal ref struct LimineResponder(LimineRequestIndex requests, Arena arena)
{
    private readonly LimineRequestIndex _requests = requests;
    private Arena _arena = arena;

    /// <summary>Some answer did not fit.</summary>
    public readonly bool HasOverflowed => _arena.HasOverflowed;

    /// <summary>Answers a request if the kernel makes it.</summary>
    public void Answer<TResponse>(LimineFeature feature, in TResponse response) where TResponse : unmanaged
    {
        ref LimineRequest<TResponse> request = ref _requests.Find<LimineRequest<TResponse>>(feature);
        if (Unsafe.IsNullRef(ref request)) return;
        Span<TResponse> room = _arena.Take(1, out HhdmPointer<TResponse> pointer);
        if (room.IsEmpty) return;
        room[0] = response;
        request.Response = pointer;
    }

    public HhdmPointer<byte> Text(ReadOnlySpan<byte> text) => _arena.TakeText(text, default);

    /// <summary>Two texts with a blank between them; no blank when the second is empty.</summary>
    public HhdmPointer<byte> Text(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
        => _arena.TakeText(first, second);

    public Span<byte> Bytes(int length, out HhdmPointer<byte> pointer) => _arena.Take(length, out pointer);

    /// <summary>The protocol gives lists as arrays of pointers to the items.</summary>
    /// <param name="items">The items themselves, to be filled in.</param>
    public HhdmPointer<HhdmPointer<T>> List<T>(int count, out Span<T> items) where T : unmanaged
    {
        items = _arena.Take(count, out HhdmPointer<T> first);
        return ListOf(items.Length, first);
    }

    /// <summary>An array of pointers to items that are in the arena already, one behind the other.</summary>
    public HhdmPointer<HhdmPointer<T>> ListOf<T>(int count, HhdmPointer<T> first) where T : unmanaged
    {
        Span<HhdmPointer<T>> pointers = _arena.Take(count, out HhdmPointer<HhdmPointer<T>> list);
        for (int i = 0; i < pointers.Length; i++)
            pointers[i] = new(first.Address + (ulong)i * (ulong)Unsafe.SizeOf<T>());
        return list;
    }
}
