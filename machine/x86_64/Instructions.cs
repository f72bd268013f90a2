using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Machines.X86_64;

/// <summary>Instructions that C# has no word for; each is a few lines of Instructions.S. Everything else here is C#.</summary>
internal static unsafe class X64Instructions
{
    [RuntimeImport("*", "X64In8"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern byte In8(ushort port);

    [RuntimeImport("*", "X64Out8"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Out8(ushort port, byte value);

    [RuntimeImport("*", "X64Out32"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Out32(ushort port, uint value);

    [RuntimeImport("*", "X64ReadMsr"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadMsr(uint register);

    [RuntimeImport("*", "X64WriteMsr"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteMsr(uint register, ulong value);

    [RuntimeImport("*", "X64ReadCr0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCr0();

    [RuntimeImport("*", "X64WriteCr0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteCr0(ulong value);

    [RuntimeImport("*", "X64ReadFlags"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadFlags();

    [RuntimeImport("*", "X64ReadCr2"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCr2();

    /// <returns>0, or a random number.</returns>
    [RuntimeImport("*", "X64ReadRandom"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadRandom();

    [RuntimeImport("*", "X64ReadCr3"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCr3();

    [RuntimeImport("*", "X64WriteCr3"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteCr3(ulong value);

    [RuntimeImport("*", "X64ReadCr4"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCr4();

    [RuntimeImport("*", "X64WriteCr4"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteCr4(ulong value);

    [RuntimeImport("*", "X64WriteXcr0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteXcr0(ulong value);

    [RuntimeImport("*", "X64ReadFsBase"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadFsBase();

    [RuntimeImport("*", "X64WriteFsBase"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteFsBase(ulong value);

    [RuntimeImport("*", "X64Cpuid"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Cpuid(uint leaf, uint subleaf, X64CpuidResult* result);

    [RuntimeImport("*", "X64ReadTsc"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadTsc();

    /// <summary>Fills a page with zeros.</summary>
    [RuntimeImport("*", "X64ClearPage"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void ClearPage(void* page);

    /// <summary>Makes a page what another is.</summary>
    [RuntimeImport("*", "X64CopyPage"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void CopyPage(void* to, void* from);

    /// <summary>Time in another clock's ticks.</summary>
    /// <param name="start">The time-stamp counter at time 0.</param>
    /// <param name="factor"><see cref="ClockRate.Factor"/>.</param>
    [RuntimeImport("*", "X64ReadTime"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadTime(ulong start, ulong factor);

    [RuntimeImport("*", "X64InvalidatePage"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void InvalidatePage(ulong address);

    [RuntimeImport("*", "X64LoadGdt"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void LoadGdt(void* table, ushort limit, ushort codeSelector, ushort dataSelector, ushort taskSelector);

    [RuntimeImport("*", "X64LoadIdt"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void LoadIdt(void* table, ushort limit);

    [RuntimeImport("*", "X64ReadCoreLocal"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern nuint ReadCoreLocal();

    [RuntimeImport("*", "X64ReadCoreBlock"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern X64Core* ReadCoreBlock();

    [RuntimeImport("*", "X64Pause"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Pause();

    [RuntimeImport("*", "X64FullFence"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void FullFence();

    [RuntimeImport("*", "X64ClaimReport"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ClaimReport(ulong claimant);

    [RuntimeImport("*", "X64ReadFramePointer"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadFramePointer();

    [RuntimeImport("*", "X64WaitForInterrupt"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WaitForInterrupt();

    [RuntimeImport("*", "X64TakePendingInterrupts"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void TakePendingInterrupts();

    [RuntimeImport("*", "X64Stop"), MethodImpl(MethodImplOptions.InternalCall)]
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static extern void Stop();

    /// <summary>Has the processor find no way to deliver a fault, which resets it.</summary>
    [RuntimeImport("*", "X64TripleFault"), MethodImpl(MethodImplOptions.InternalCall)]
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static extern void TripleFault();

    [RuntimeImport("*", "X64RunOnStack"), MethodImpl(MethodImplOptions.InternalCall)]
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static extern void RunOnStack(ulong stackTop, delegate*<void*, void> entry, void* argument);
}

/// <summary>What CPUID answers, in the order in which Instructions.S stores it.</summary>
internal struct X64CpuidResult
{
    public uint Eax, Ebx, Ecx, Edx;
}
