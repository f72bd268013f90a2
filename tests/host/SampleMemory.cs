using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Tests;

/// <summary>Physical memory of which only some stretches exist.</summary>
public readonly struct SampleMemory(List<(ulong Start, byte[] Bytes)> extents) : IPhysicalReader
{
    public List<(ulong Start, byte[] Bytes)> Extents { get; } = extents;

    /// <summary>Reads a sample of stretches; see samples/README.md.</summary>
    public static SampleMemory Load(string name)
    {
        var extents = new List<(ulong, byte[])>();
        ReadOnlySpan<byte> rest = Samples.Read(name);
        while (!rest.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(rest[8..]);
            extents.Add((BinaryPrimitives.ReadUInt64LittleEndian(rest), rest.Slice(12, length).ToArray()));
            rest = rest[(12 + length)..];
        }
        return new SampleMemory(extents);
    }

    public bool TryView(PhysicalAddress start, ulong length, out ReadOnlySpan<byte> bytes)
    {
        foreach (var (first, content) in Extents)
        {
            if (start.Value < first || start.Value - first > (ulong)content.Length) continue;
            ulong offset = start.Value - first;
            if (length > (ulong)content.Length - offset) continue;
            bytes = content.AsSpan((int)offset, (int)length);
            return true;
        }
        bytes = default;
        return false;
    }
}
