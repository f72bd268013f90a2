// Instructions that C# has no word for. AAPCS64; no function here touches memory that it was not given.
// Names and arguments: Instructions.cs.

.arch armv8-a
.arch_extension pan
.text

.macro function name
.balign 16
.globl \name
.type \name, %function
\name:
.endm

// Read and Write functions of one system register each.
.macro reads name, register
function \name
    mrs     x0, \register
    ret
.endm

.macro writes name, register
function \name
    msr     \register, x0
    isb
    ret
.endm

    reads   A64ReadMpidr, mpidr_el1
    reads   A64ReadMemoryFeatures0, id_aa64mmfr0_el1
    reads   A64ReadMemoryFeatures1, id_aa64mmfr1_el1
    reads   A64ReadProcessorFeatures0, id_aa64pfr0_el1
    reads   A64ReadDebugFeatures0, id_aa64dfr0_el1
    reads   A64ReadInstructionFeatures0, id_aa64isar0_el1
    reads   A64ReadMair, mair_el1
    reads   A64ReadTtbr0, ttbr0_el1
    writes  A64WriteTtbr0, ttbr0_el1
    reads   A64ReadTtbr1, ttbr1_el1
    reads   A64ReadCounterFrequency, cntfrq_el0
    reads   A64ReadCoreBlock, tpidr_el1
    writes  A64WriteCoreBlock, tpidr_el1
    writes  A64WriteTimerControl, cntv_ctl_el0
    writes  A64WriteTimerDeadline, cntv_cval_el0

// What user mode may do. AMUSERENR_EL0 has no name in Armv8.0.
    writes  A64WriteUserCounters, cntkctl_el1
    writes  A64WriteDebugControl, mdscr_el1
    writes  A64WriteUserReadOnlyThread, tpidrro_el0
    writes  A64WriteUserPerformanceMonitors, pmuserenr_el0
    writes  A64WriteUserActivityMonitors, s3_3_c13_c2_3

// The GICv3's CPU interface. GIC architecture (IHI 0069) 12.2.
    reads   A64ReadIccSre, icc_sre_el1
    writes  A64WriteIccSre, icc_sre_el1
    writes  A64WriteIccControl, icc_ctlr_el1
    writes  A64WriteIccPriorityMask, icc_pmr_el1
    writes  A64WriteIccBinaryPoint1, icc_bpr1_el1
    writes  A64WriteIccEnableGroup0, icc_igrpen0_el1
    writes  A64WriteIccEnableGroup1, icc_igrpen1_el1

// A read acknowledges; the barrier has its effect seen before anything that follows (IHI 0069 4.1.1).
function A64AcknowledgeIcc1
    mrs     x0, icc_iar1_el1
    dsb     sy
    ret

    writes  A64WriteIccEnd1, icc_eoir1_el1

// What was written to memory is visible before the other core is interrupted.
function A64SendIccGroup0
    dsb     ishst
    msr     icc_sgi0r_el1, x0
    isb
    ret

function A64SendIccGroup1
    dsb     ishst
    msr     icc_sgi1r_el1, x0
    isb
    ret

// Not before what precedes it: a counter may be read ahead otherwise (Arm ARM D11.2.2).
function A64ReadCounter
    isb
    mrs     x0, cntvct_el0
    ret

// RNDR, by its encoding, since not every assembler has the name: Arm ARM C6.2.272, D19.2.108. It sets Z when it has none.
function A64ReadRandom
    mov     w1, #10
1:  mrs     x0, s3_3_c2_c4_0
    b.ne    2f
    subs    w1, w1, #1
    b.ne    1b
    mov     x0, #0
2:  ret

// What this core keeps for the kernel: the first word of its block.
function A64ReadCoreLocal
    mrs     x0, tpidr_el1
    ldr     x0, [x0]
    ret

// Puts the claimant into the word if nobody is in it, and says who was.
function A64ClaimReport
    adrp    x1, ReportClaimant
    add     x1, x1, :lo12:ReportClaimant
    mov     x2, x0
1:  ldaxr   x0, [x1]
    cbnz    x0, 2f
    stlxr   w3, x2, [x1]
    cbnz    w3, 1b
2:  clrex
    ret

function A64ReadFramePointer
    mov     x0, x29
    ret

// Lets PMCCNTR_EL0 count, in 64 bits, at every exception level (Arm ARM D13). Returns 0 where there is none.
function A64StartCycleCounter
    mrs     x0, id_aa64dfr0_el1
    ubfx    x0, x0, #8, #4              // PMUVer: 0 and 15 mean none of this kind
    add     x0, x0, #1
    ands    x0, x0, #0xe
    b.eq    1f
    mov     x1, #(1 << 31)
    msr     pmcntenset_el0, x1
    msr     pmccfiltr_el0, xzr
    mov     x1, #0x41                   // PMCR_EL0: LC, E
    msr     pmcr_el0, x1
    isb
1:  ret

function A64ReadCycles
    isb
    mrs     x0, pmccntr_el0
    ret

function A64Pause
    yield
    ret

function A64FullFence
    dmb     ish
    ret

// The table walker is another observer: stores to tables are complete before it looks (Arm ARM D8.2.6, "Ordering and completion
// of translation table walks").
function A64CompleteMappings
    dsb     ishst
    isb
    ret

// Stores to memory are complete before the next access to a device.
function A64StoreBarrier
    dsb     st
    ret

// A pending interrupt ends WFI though it is masked (Arm ARM D1.6.2), and is then fetched from the controller.
function A64WaitForInterrupt
    dsb     sy
    wfi
    ret

// FIQ and SError may come from here on; IRQ stays masked.
function A64OpenFiqAndSerror
    msr     daifclr, #5
    ret

function A64ForbidUserAccess
    msr     pan, #1
    ret

// (page number): this core's translation of one page, of any address space. Arm ARM D8.14.
function A64InvalidatePage
    dsb     nshst
    tlbi    vaae1, x0
    dsb     nsh
    isb
    ret

// (identifier, in bits 63 to 48): this core's translations of one address space. Arm ARM D8.14.
function A64InvalidateIdentifier
    dsb     nshst
    tlbi    aside1, x0
    dsb     nsh
    isb
    ret

// (address): PAR_EL1 after a look-up as for a read of the kernel.
function A64Translate
    at      s1e1r, x0
    isb
    mrs     x0, par_el1
    ret

// (start, end): out of the caches, so that a core sees it whose own are off.
function A64CleanToMemory
    mrs     x2, ctr_el0
    ubfx    x2, x2, #16, #4             // DminLine: log2 of the words in the smallest line
    mov     x3, #4
    lsl     x2, x3, x2
    sub     x3, x2, #1
    bic     x0, x0, x3
1:  dc      cvac, x0
    add     x0, x0, x2
    cmp     x0, x1
    b.lo    1b
    dsb     sy
    ret

// (function, argument, argument, argument): a call to the firmware, SMCCC (DEN0028) 2.
function A64CallByHvc
    hvc     #0
    ret

function A64CallBySmc
    smc     #0
    ret

// (operation, block): "Semihosting for AArch32 and AArch64" 2.1. Without a host it is an undefined instruction.
function A64CallHost
.globl A64HostCallSite
A64HostCallSite:
    hlt     #0xf000
    ret

function A64Stop
    msr     daifset, #15
1:  wfi
    b       1b

// (stack top, entry, argument): leaves the present stack for good.
function A64RunOnStack
    msr     spsel, #0
    mov     sp, x0
    mov     x0, x2
    mov     x29, #0
    mov     x30, #0
    blr     x1
    brk     #0

// (top): where faults begin.
function A64WriteFaultStack
    msr     spsel, #1
    mov     sp, x0
    msr     spsel, #0
    ret

.data
.balign 8
ReportClaimant: .quad 0

.section .note.GNU-stack, "", %progbits
