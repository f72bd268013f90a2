using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Tests.User;

/// <summary>What a program of a foreign thread begins with, and leaves behind. Foreign.S knows the offsets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ForeignBlock
{
    [InlineArray(32)]
    public struct GeneralRegisters { private ulong _first; }

    [InlineArray(64)]
    public struct VectorRegisters { private ulong _first; }

    public GeneralRegisters General;
    public VectorRegisters Vectors;
    public GeneralRegisters AfterGeneral;
    public VectorRegisters AfterVectors;
    public ulong AfterFlags;

    /// <summary>A program that spins goes on when this is set.</summary>
    public ulong Go;

    /// <summary>Gives each register a value of its own.</summary>
    public void Fill()
    {
        for (int i = 0; i < 32; i++) General[i] = 0x1111_0000_0000_0000 + (ulong)i;
        for (int i = 0; i < 64; i++) Vectors[i] = 0x2222_0000_0000_0000 + (ulong)i;
    }
}
