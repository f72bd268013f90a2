using System.Runtime.CompilerServices;

namespace Diesis.Machines.X86_64;

/// <summary>How vector state is stored, as User.S knows it.</summary>
internal enum X64VectorMode : byte
{
    Fxsave = 0,
    Xsave = 1,

    /// <summary>What did not change since it was loaded is not stored again.</summary>
    Xsaveopt = 2,
}

/// <summary>Vector state as after reset, in the processor's format; zeroed but for what <see cref="X64VectorState"/> sets.</summary>
/// <remarks>FXSAVE area and XSAVE header: SDM 1, 10.5.1 and 13.4.</remarks>
[InlineArray(80)]
internal struct X64InitialVector { private ulong _first; }

/// <summary>Turns on what the processor has of vector registers. Intel SDM 1, 13.</summary>
// SAFETY: the block is this core's.
internal static unsafe class X64VectorState
{
    private const ulong X87 = 1 << 0, Sse = 1 << 1, Avx = 1 << 2, Avx512 = 7 << 5;

    /// <summary>Where FXSAVE puts the control words of the x87 unit and of SSE, and their values after reset. SDM 1, table 10-2, 8.1.5, 10.2.3.</summary>
    private const int ControlWords = 0, SseControl = 3;
    private const ulong X87Reset = 0x037F, SseReset = 0x1F80;

    public static void Enable(X64Core* core, X64Features features)
    {
        core->InitialVector[ControlWords] = X87Reset;
        core->InitialVector[SseControl] = SseReset;
        core->VectorMode = X64VectorMode.Fxsave;
        if (!features.HasXsave) return;

        X64Instructions.WriteCr4(X64Instructions.ReadCr4() | X64Cr4.Xsave);
        ulong states = features.VectorStates & (X87 | Sse | Avx | Avx512);
        if ((states & Avx512) != Avx512) states &= ~Avx512;
        X64Instructions.WriteXcr0(states);
        if (X64Features.ReadVectorBytes() > ThreadPageLayout.VectorBytes) X64Instructions.WriteXcr0(states &= X87 | Sse | Avx);
        core->VectorMode = features.HasXsaveopt ? X64VectorMode.Xsaveopt : X64VectorMode.Xsave;
        core->HasAvx = (states & Avx) != 0;
    }
}
