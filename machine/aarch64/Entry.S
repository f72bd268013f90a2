// Every way into the kernel: its first instruction, and the vectors of faults and interrupts.
//
// The kernel runs at EL1 on SP_EL0. SP_EL1, to which the processor changes when it takes an exception, always stands at
// the top of a stack for faults: so a fault of the kernel never lands on the stack that may have caused it, an overflow
// of which is one more fault in an unmapped page. IRQ is masked in the kernel for good, and interrupts are fetched from
// the controller where the kernel wants them (Interrupts.cs). FIQ, the request to stop, is open.

.include "Context.inc"

// Boot protocols, as KernelStart takes them.
.set ProtocolLimine, 0

.text

// State on entry by the Limine protocol ("Machine state at entry", aarch64): EL1, MMU and caches on, exceptions masked.
.globl _start
.type _start, %function
_start:
    isb
    mrs     x19, cntvct_el0
    bl      A64StartCycleCounter
    mov     x20, x0
    mov     x3, #(3 << 20)              // FPEN: vector registers are not trapped (Arm ARM D19.2.30)
    msr     cpacr_el1, x3
    adrp    x3, A64Vectors
    add     x3, x3, :lo12:A64Vectors
    msr     vbar_el1, x3
// Until the boot core has a block and stacks of its own, these serve.
    adrp    x3, A64FirstCore
    add     x3, x3, :lo12:A64FirstCore
    msr     tpidr_el1, x3
    adrp    x4, FirstLastStackTop
    add     x4, x4, :lo12:FirstLastStackTop
    str     x4, [x3, #CoreLastStackTop]
    str     x19, [x3, #CoreEntryCount]
    msr     spsel, #1
    adrp    x3, FirstFaultStackTop
    add     x3, x3, :lo12:FirstFaultStackTop
    mov     sp, x3
    msr     spsel, #0
    adrp    x3, BootStackTop
    add     x3, x3, :lo12:BootStackTop
    mov     sp, x3
    isb
    cbz     x20, 1f
    mrs     x19, pmccntr_el0            // what C# reads as cycles (Machine.cs), a few instructions late
1:  mov     x0, #ProtocolLimine
    mov     x1, #0
    mov     x2, x19
    mov     x29, #0
    mov     x30, #0
    bl      KernelStart
    brk     #0

// The vectors (Arm ARM D1.3.1.4): four groups of synchronous, IRQ, FIQ and SError, 128 bytes each.
// `number` counts them; A64Vector (Faults.cs) names those that mean something.

// Interrupted on SP_EL0, at EL1 or EL0: SP_EL1 is good.
.macro vector number
.balign 128
    sub     sp, sp, #FrameBytes
    stp     x0, x1, [sp]
    mrs     x0, sp_el0
    mov     x1, #\number
    b       A64SaveFrame
.endm

// Interrupted while on SP_EL1: a fault while a fault is dealt with, and that stack may be the cause. Nobody will go
// back, so the thread register of user mode is free to hold x0.
.macro nested_vector number
.balign 128
    msr     tpidrro_el0, x0
    mrs     x0, tpidr_el1
    ldr     x0, [x0, #CoreLastStackTop]
    add     sp, sp, x0                  // exchanges sp and x0
    sub     x0, sp, x0
    sub     sp, sp, x0
    sub     sp, sp, #FrameBytes
    str     x1, [sp, #8]
    mrs     x1, tpidrro_el0
    str     x1, [sp]
    mov     x1, #\number
    b       A64SaveFrame
.endm

// From EL0, on the way to User.S.
.macro user_vector target
.balign 128
    stp     x16, x17, [sp, #-16]
    b       \target
.endm

.balign 2048
.globl A64Vectors
A64Vectors:
    vector  0
    vector  1
    vector  2
    vector  3
    nested_vector 4
    nested_vector 5
    nested_vector 6
    nested_vector 7
    user_vector A64UserSynchronous
    user_vector A64UserInterrupt
    vector  10
    vector  11
    vector  12
    vector  13
    vector  14
    vector  15

// (x0: stack pointer before, x1: vector; the old x0 and x1 are in the frame.)
.type A64SaveFrame, %function
A64SaveFrame:
    stp     x2, x3, [sp, #2 * 8]
    stp     x4, x5, [sp, #4 * 8]
    stp     x6, x7, [sp, #6 * 8]
    stp     x8, x9, [sp, #8 * 8]
    stp     x10, x11, [sp, #10 * 8]
    stp     x12, x13, [sp, #12 * 8]
    stp     x14, x15, [sp, #14 * 8]
    stp     x16, x17, [sp, #16 * 8]
    stp     x18, x19, [sp, #18 * 8]
    stp     x20, x21, [sp, #20 * 8]
    stp     x22, x23, [sp, #22 * 8]
    stp     x24, x25, [sp, #24 * 8]
    stp     x26, x27, [sp, #26 * 8]
    stp     x28, x29, [sp, #28 * 8]
    stp     x30, x0, [sp, #30 * 8]
    mrs     x2, elr_el1
    mrs     x3, spsr_el1
    stp     x2, x3, [sp, #FrameReturnAddress]
    mrs     x4, far_el1
    mrs     x5, esr_el1
    stp     x4, x5, [sp, #FrameFaultAddress]
    str     x1, [sp, #FrameVector]
    cbz     x1, A64KernelSynchronous
.globl A64KernelOtherFault
A64KernelOtherFault:
// A record for whoever walks the frames: the interrupted function is this one's caller.
    stp     x29, x2, [sp, #-16]!
    mov     x29, sp
    add     x0, sp, #16
    bl      A64Fault
// It comes back only where a copy from or to user memory is to end: that function has no frame, and changes nothing that
// C# does not keep, so it returns from here, with the address that faulted.
    add     sp, sp, #16
    ldr     x0, [sp, #FrameFaultAddress]
    ldr     x2, [sp, #FrameReturnAddress + 8]
    ldp     x29, x30, [sp, #29 * 8]
    msr     elr_el1, x30
    msr     spsr_el1, x2
    add     sp, sp, #FrameBytes
    eret

.bss
.balign 4096
.globl A64CodeTables
A64CodeTables: .skip 4 * 4096
// No address of user mode is mapped by it.
.globl A64EmptyTable
A64EmptyTable: .skip 4096
.globl A64EarlyText
A64EarlyText: .skip 4096
.globl BootStackGuard
BootStackGuard: .skip 4096
    .skip   128 * 1024
.globl BootStackTop
BootStackTop:
    .skip   16 * 1024
FirstFaultStackTop:
    .skip   16 * 1024
FirstLastStackTop:
// A64Core: zeros, but for the words set above and the length of early text (EarlyText.cs).
.globl A64FirstCore
A64FirstCore: .skip 48 * 1024

.section .note.GNU-stack, "", %progbits
