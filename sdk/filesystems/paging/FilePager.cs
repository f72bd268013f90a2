using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Paging;
using Thread = System.Threading.Thread;

namespace Diesis.FileSystems;

/// <summary>Has files of this process mapped by others: makes memory, and answers the kernel when somebody touches a page of it that is missing. Who touches it waits in a call of its own until then.</summary>
internal static class FilePager<TNode> where TNode : class
{
    /// <param name="bytes">Of this process's budget, for pages of files.</param>
    /// <returns>Null when that cannot be had.</returns>
    public static FileMemories<TNode>? Start(ulong bytes)
    {
        if (Kernel.CreateBudget(Startup.Block.Budget, bytes, out Handle<MemoryBudget> budget) != Status.Ok) return null;
        if (Kernel.CreateEndpoint(Startup.Block.Budget, out Handle<Endpoint> faults) != Status.Ok) return null;
        FileMemories<TNode> memories = new(new KernelMemories(budget, faults));
        new Thread(() => Serve(faults, memories)) { IsBackground = true, Name = "pages" }.Start();
        return memories;
    }

    private static void Serve(Handle<Endpoint> faults, FileMemories<TNode> memories)
    {
        Message message = default;
        Status status = Kernel.Receive(faults, ref message);
        while (status == Status.Ok)
        {
            bool isSupplied;
            lock (memories.Gate) isSupplied = memories.TrySupply(message.Badge, message.Word0);
            message = default;
            message.Label = (ulong)(isSupplied ? FaultVerdict.Continue : FaultVerdict.Kill);
            status = Kernel.ReplyReceive(faults, ref message);
        }
    }
}

/// <summary>Memory of the kernel, as files of any kind need it.</summary>
internal sealed class KernelMemories(Handle<MemoryBudget> budget, Handle<Endpoint> faults) : IContentMemories
{
    public Status Create(ulong pages, ulong number, out IContentMemory? memory)
    {
        memory = null;
        Status status = Kernel.Clone(faults, Rights.Call, number, out Handle pager);
        if (status != Status.Ok) return status;
        status = KernelPages.Create(budget, pages, new(pager), out KernelPages made);
        _ = Kernel.Release(pager);
        if (status == Status.Ok) memory = new Memory(made);
        return status;
    }

    private sealed class Memory(KernelPages pages) : IContentMemory
    {
        public Status Open(Rights rights, out Handle<MemoryObject> memory)
        {
            Status status = Kernel.Clone(pages.Memory, rights, 0, out Handle clone);
            memory = new(clone);
            return status;
        }

        public PageMove Supply(ulong page, ReadOnlySpan<byte> content) => pages.Supply(page, content) switch
        {
            Status.Ok => PageMove.Done,
            Status.Overlap => PageMove.IsSo,
            _ => PageMove.Refused,
        };

        public PageMove Take(ulong page, Span<byte> content) => pages.Take(page, content) switch
        {
            Status.Ok => PageMove.Done,
            Status.WouldBlock => PageMove.Refused,
            _ => PageMove.IsSo,
        };

        public bool TryRead(ulong at, Span<byte> into) => Kernel.ReadMemory(pages.Memory, at, into) == Status.Ok;
        public bool TryWrite(ulong at, ReadOnlySpan<byte> from) => Kernel.WriteMemory(pages.Memory, at, from) == Status.Ok;
        public bool TryResize(ulong count) => Kernel.Resize(pages.Memory, count) == Status.Ok;
        public void Release() => pages.Release();
    }
}
