using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Machines.AArch64;

/// <summary>
/// Instructions that C# has no word for; each is a few lines of Instructions.S. Everything else here is C#.
/// </summary>
internal static unsafe class A64Instructions
{
    [RuntimeImport("*", "A64ReadMpidr"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadMpidr();

    [RuntimeImport("*", "A64ReadMemoryFeatures0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadMemoryFeatures0();

    [RuntimeImport("*", "A64ReadMemoryFeatures1"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadMemoryFeatures1();

    [RuntimeImport("*", "A64ReadProcessorFeatures0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadProcessorFeatures0();

    [RuntimeImport("*", "A64ReadDebugFeatures0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadDebugFeatures0();

    [RuntimeImport("*", "A64ReadInstructionFeatures0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadInstructionFeatures0();

    /// <returns>0, or a random number.</returns>
    [RuntimeImport("*", "A64ReadRandom"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadRandom();

    [RuntimeImport("*", "A64ReadMair"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadMair();

    [RuntimeImport("*", "A64ReadTtbr0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadTtbr0();

    [RuntimeImport("*", "A64WriteTtbr0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteTtbr0(ulong value);

    [RuntimeImport("*", "A64ReadTtbr1"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadTtbr1();

    [RuntimeImport("*", "A64ReadCoreBlock"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern A64Core* ReadCoreBlock();

    [RuntimeImport("*", "A64WriteCoreBlock"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteCoreBlock(A64Core* core);

    [RuntimeImport("*", "A64ReadCoreLocal"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern nuint ReadCoreLocal();

    [RuntimeImport("*", "A64ClaimReport"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ClaimReport(ulong claimant);

    [RuntimeImport("*", "A64ReadFramePointer"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadFramePointer();

    [RuntimeImport("*", "A64ReadCounter"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCounter();

    /// <returns>False where the processor has no counter of cycles.</returns>
    public static bool TryStartCycleCounter() => StartCycleCounter() != 0;

    [RuntimeImport("*", "A64StartCycleCounter"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong StartCycleCounter();

    [RuntimeImport("*", "A64ReadCycles"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCycles();

    [RuntimeImport("*", "A64ReadCounterFrequency"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCounterFrequency();

    [RuntimeImport("*", "A64WriteTimerControl"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteTimerControl(ulong value);

    [RuntimeImport("*", "A64WriteTimerDeadline"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteTimerDeadline(ulong count);

    [RuntimeImport("*", "A64WriteUserCounters"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteUserCounters(ulong value);

    [RuntimeImport("*", "A64WriteDebugControl"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteDebugControl(ulong value);

    [RuntimeImport("*", "A64WriteUserReadOnlyThread"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteUserReadOnlyThread(ulong value);

    [RuntimeImport("*", "A64WriteUserPerformanceMonitors"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteUserPerformanceMonitors(ulong value);

    [RuntimeImport("*", "A64WriteUserActivityMonitors"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteUserActivityMonitors(ulong value);

    [RuntimeImport("*", "A64ReadIccSre"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadIccSre();

    [RuntimeImport("*", "A64WriteIccSre"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteIccSre(ulong value);

    [RuntimeImport("*", "A64WriteIccControl"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteIccControl(ulong value);

    [RuntimeImport("*", "A64WriteIccPriorityMask"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteIccPriorityMask(ulong value);

    [RuntimeImport("*", "A64WriteIccBinaryPoint1"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteIccBinaryPoint1(ulong value);

    [RuntimeImport("*", "A64WriteIccEnableGroup0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteIccEnableGroup0(ulong value);

    [RuntimeImport("*", "A64WriteIccEnableGroup1"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteIccEnableGroup1(ulong value);

    [RuntimeImport("*", "A64AcknowledgeIcc1"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern uint AcknowledgeIcc1();

    [RuntimeImport("*", "A64WriteIccEnd1"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteIccEnd1(ulong interrupt);

    [RuntimeImport("*", "A64SendIccGroup0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void SendIccGroup0(ulong value);

    [RuntimeImport("*", "A64SendIccGroup1"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void SendIccGroup1(ulong value);

    [RuntimeImport("*", "A64Pause"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Pause();

    [RuntimeImport("*", "A64FullFence"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void FullFence();

    [RuntimeImport("*", "A64CompleteMappings"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void CompleteMappings();

    [RuntimeImport("*", "A64StoreBarrier"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void StoreBarrier();

    [RuntimeImport("*", "A64WaitForInterrupt"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WaitForInterrupt();

    [RuntimeImport("*", "A64OpenFiqAndSerror"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void OpenFiqAndSerror();

    [RuntimeImport("*", "A64ForbidUserAccess"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void ForbidUserAccess();

    [RuntimeImport("*", "A64InvalidatePage"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void InvalidatePage(ulong pageNumber);

    /// <param name="identifier">As TTBR0_EL1 holds it, in bits 63 to 48.</param>
    [RuntimeImport("*", "A64InvalidateIdentifier"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void InvalidateIdentifier(ulong identifier);

    [RuntimeImport("*", "A64Translate"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong Translate(void* address);

    [RuntimeImport("*", "A64CleanToMemory"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void CleanToMemory(void* start, void* end);

    [RuntimeImport("*", "A64CallByHvc"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long CallByHvc(ulong function, ulong first, ulong second, ulong third);

    [RuntimeImport("*", "A64CallBySmc"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long CallBySmc(ulong function, ulong first, ulong second, ulong third);

    [RuntimeImport("*", "A64CallHost"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong CallHost(ulong operation, void* block);

    /// <summary>
    /// The instruction of <see cref="CallHost"/> that is undefined where no host listens: its address alone is of
    /// use.
    /// </summary>
    [RuntimeImport("*", "A64HostCallSite"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void HostCallSite();

    [RuntimeImport("*", "A64Stop"), MethodImpl(MethodImplOptions.InternalCall)]
    [DoesNotReturn]
    public static extern void Stop();

    [RuntimeImport("*", "A64RunOnStack"), MethodImpl(MethodImplOptions.InternalCall)]
    [DoesNotReturn]
    public static extern void RunOnStack(ulong stackTop, delegate*<void*, void> entry, void* argument);

    [RuntimeImport("*", "A64WriteFaultStack"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteFaultStack(ulong top);

    [RuntimeImport("*", "A64UseTranslation"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void UseTranslation(A64Translation* translation, ulong codeTable, ulong codeAddress);
}
