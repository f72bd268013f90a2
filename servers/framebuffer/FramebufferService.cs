using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Displays;

namespace Diesis.Servers.Framebuffer;

/// <summary>The screen as its contract has it.</summary>
/// <param name="screen">Null: this machine has none, and every call says so.</param>
internal sealed class FramebufferService(Framebuffer? screen) : IDisplay
{
    private Handle<MemoryObject> _memory;
    private MappedMemory _mapped;

    /// <summary>It begins somewhere, so that a turn at another instance is none here.</summary>
    private uint _turn = (uint)new Random().Next();

    public Status Describe(out DisplayMode mode)
    {
        mode = screen is null ? default : new DisplayMode { Width = screen.Mode.Width, Height = screen.Mode.Height };
        return screen is null ? Status.NotSupported : Status.Ok;
    }

    public Status Take(out Handle<MemoryObject> pixels, out uint turn)
    {
        pixels = default;
        turn = 0;
        if (screen is null) return Status.NotSupported;
        // Of the one before only the handle of its client is left.
        if (!_memory.IsNone)
        {
            _mapped.Unmap();
            _ = Kernel.Release(_memory);
            _memory = default;
        }
        ulong bytes = (ulong)screen.Mode.Width * screen.Mode.Height * sizeof(uint);
        Status status = Kernel.CreateMemory(Startup.Block.Budget, (bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize, MemoryOptions.Committed, out Handle<MemoryObject> memory);
        if (status != Status.Ok) return status;
        status = MappedMemory.Map(memory, out _mapped);
        Handle clone = default;
        if (status == Status.Ok) status = Kernel.Clone(memory, Rights.Read | Rights.Write | Rights.Inspect | Rights.Transfer, 0, out clone);
        if (status != Status.Ok)
        {
            _ = Kernel.Release(memory);
            return status;
        }
        _memory = memory;
        pixels = new(clone);
        turn = ++_turn;
        return Status.Ok;
    }

    public unsafe Status Show(uint turn, ReadOnlySpan<PixelArea> areas)
    {
        if (screen is null) return Status.NotSupported;
        if (_memory.IsNone || turn != _turn) return Status.BadState;
        // SAFETY: the memory has that many pixels, and stays as long as it is the one that is shown.
        var all = new ReadOnlySpan<uint>(_mapped.Start, (int)(screen.Mode.Width * screen.Mode.Height));
        foreach (PixelArea area in areas)
        {
            PixelArea visible = PixelFormat.Clip(area, screen.Mode);
            for (uint y = visible.Y; y < visible.Y + visible.Height; y++)
                screen.Format.Convert(all.Slice((int)(y * screen.Mode.Width + visible.X), (int)visible.Width), screen.Line(visible.X, y, visible.Width));
        }
        return Status.Ok;
    }
}
