// Foreign threads: what their programs ask of a kernel enters a handler in the same process, and the handler lets them go
// on. Every system call of another system's program goes this way, so it is short: the registers go straight to the page in
// user memory and come from there, by instructions that may do what user mode may (Arm ARM C6.2, LDTR and STTR). Where that
// page cannot be touched, C# does it (CpuDriver.Foreign.cs). Vector registers are not touched.
//
//   program: SVC ──► A64ForeignCall ──► handler ──► SVC, ReturnToForeign ──► A64ForeignReturn ──► program

.include "Context.inc"
.include "User.inc"
.text

// The second half of the page, which those instructions do not reach from its start.
.set Half, 256

// (x16: page) All but x16 and x17.
.macro all_general operation
.irp number, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,18,19,20,21,22,23,24,25,26,27,28,29,30
    \operation    x\number, [x16, #\number * 8]
.endr
.endm

// (x17: context; on SP_EL1, the program's x16 and x17 below it) Until the last touch of the page no register changes whose
// value is not in the context: a page that is not there leads to A64ForeignCallFault.
.balign 64
.globl A64ForeignCall
.type A64ForeignCall, %function
A64ForeignCall:
    stp     x0, x1, [x17, #ContextX]
    ldp     x0, x1, [sp, #-16]
    stp     x0, x1, [x17, #ContextX + 16 * 8]
    mrs     x0, sp_el0
    str     x0, [x17, #ContextSp]
    mrs     x0, elr_el1
    mrs     x1, spsr_el1
    stp     x0, x1, [x17, #ContextElr]
    ldp     x0, x1, [x17, #ContextX]
    ldr     x16, [x17, #ContextForeignPage]
    msr     spsel, #0
A64ForeignCallBegin:
    all_general sttr
    ldp     x0, x1, [x17, #ContextX + 16 * 8]
    sttr    x0, [x16, #16 * 8]
    sttr    x1, [x16, #17 * 8]
    ldr     x0, [x17, #ContextSp]
    sttr    x0, [x16, #PageStackPointer]
    add     x16, x16, #Half
    ldp     x0, x1, [x17, #ContextElr]
    sttr    x0, [x16, #PageInstructionPointer - Half]
    sttr    x1, [x16, #PageFlags - Half]
    mrs     x0, tpidr_el0
    sttr    x0, [x16, #PageThreadPointer - Half]
    sttr    xzr, [x16, #PageReason - Half]
    mov     x0, #1
    sttr    x0, [x16, #PageIsInHandler - Half]
    ldtr    x1, [x16, #PageHandlerStack - Half]
A64ForeignCallEnd:
    mov     sp, x1
    mov     x0, #ForeignHandler
    str     x0, [x17, #ContextForeignMode]
    sub     x0, x16, #Half
    ldp     x1, x2, [x17, #ContextForeignEntry]
    msr     elr_el1, x1
    msr     spsr_el1, xzr
    msr     tpidr_el0, x2
    leave

// The page is not there, or not any more. As if the program had been interrupted behind its system call.
.type A64ForeignCallFault, %function
A64ForeignCallFault:
    mrs     x16, tpidr_el1
    ldr     x17, [x16, #CoreContext]
.irp number, 2,3,4,5,6,7,8,9,10,11,12,13,14,15,18,19,20,21,22,23,24,25,26,27,28,29,30
    str     x\number, [x17, #ContextX + \number * 8]
.endr
    mrs     x0, tpidr_el0
    str     x0, [x17, #ContextUserThread]
    ldr     x0, [x16, #CoreStackTop]
    mov     sp, x0
    msr     daifclr, #5
    mov     x0, #EntryInterrupt
    str     x0, [x17, #ContextEntry]
    store_vectors
    bl      A64KernelForeignCall
    b       A64Resume

// (x16: core, x17: context, where all is stored that the handler has to get back if this comes to nothing)
.globl A64ForeignReturn
.type A64ForeignReturn, %function
A64ForeignReturn:
    ldr     x0, [x17, #ContextForeignMode]
    cmp     x0, #ForeignHandler
    b.ne    1f
    ldr     x16, [x17, #ContextForeignPage]
    add     x1, x16, #Half
A64ForeignReturnBegin:
    sttr    xzr, [x1, #PageIsInHandler - Half]
    ldtr    x2, [x1, #PageInstructionPointer - Half]
    ldtr    x3, [x1, #PageFlags - Half]
    ldtr    x4, [x1, #PageThreadPointer - Half]
    ldtr    x5, [x16, #PageStackPointer]
// An address of the user half has 17 zeros at its front.
    orr     x6, x2, x4
    lsr     x6, x6, #47
    cbnz    x6, A64ForeignReturnFault
    mrs     x6, tpidr_el0
    str     x6, [x17, #ContextForeignThreadPointer]
    msr     tpidr_el0, x4
    mov     x6, #ForeignProgram
    str     x6, [x17, #ContextForeignMode]
    and     x3, x3, #FlagsFree
    msr     elr_el1, x2
    msr     spsr_el1, x3
    mov     sp, x5
    all_general ldtr
    ldtr    x17, [x16, #17 * 8]
    ldtr    x16, [x16, #16 * 8]
A64ForeignReturnEnd:
    leave
1:  cbnz    x0, A64ForeignReturnSlowly
    ldp     x0, x1, [x17, #ContextX]
    b       A64SlowCall

// What the handler is to find again if C# refuses stands in its context, as do its vector registers in the processor.
.type A64ForeignReturnFault, %function
A64ForeignReturnFault:
    mrs     x16, tpidr_el1
    ldr     x17, [x16, #CoreContext]
    mov     x0, #ForeignHandler
    str     x0, [x17, #ContextForeignMode]
    ldr     x0, [x16, #CoreStackTop]
    mov     sp, x0
A64ForeignReturnSlowly:
    mov     x0, #EntryInterrupt
    str     x0, [x17, #ContextEntry]
    store_vectors
    bl      A64KernelForeignReturn
    b       A64Resume

// (sp: what a synchronous exception in the kernel has stored, x2: where) One that a foreign thread's page caused goes on
// where the touch was given up, with all registers as they were; C# would change those of vectors.
.globl A64KernelSynchronous
.type A64KernelSynchronous, %function
A64KernelSynchronous:
    adrp    x3, A64ForeignCallBegin
    add     x3, x3, :lo12:A64ForeignCallBegin
    sub     x4, x2, x3
    add     x5, x3, #A64ForeignCallFault - A64ForeignCallBegin
    cmp     x4, #A64ForeignCallEnd - A64ForeignCallBegin
    b.lo    1f
    add     x3, x3, #A64ForeignReturnBegin - A64ForeignCallBegin
    sub     x4, x2, x3
    add     x5, x3, #A64ForeignReturnFault - A64ForeignReturnBegin
    cmp     x4, #A64ForeignReturnEnd - A64ForeignReturnBegin
    b.hs    A64KernelOtherFault
1:  msr     elr_el1, x5
    ldp     x0, x1, [sp]
    ldp     x2, x3, [sp, #2 * 8]
    ldp     x4, x5, [sp, #4 * 8]
    add     sp, sp, #FrameBytes
    eret

.section .note.GNU-stack, "", %progbits
