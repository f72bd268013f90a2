// From user mode into the kernel and back. A thread's registers are stored where they stay until it goes on: in its
// context, to which the core's block leads.
//
//   SVC        A64UserSynchronous ──► A64SystemCall ──► C# ──► a context ──► A64Resume ──► ERET
//   fault      A64UserSynchronous ──► A64UserFault ────────────────────────────┘
//   interrupt  A64UserInterrupt ────────────────────────────────────────────────┘
//
// The vectors lead here on SP_EL1, which stands at the top of the stack for faults, with x16 and x17 stored below it:
// nothing else uses that stack now, for every kind of interrupt is masked until it is left.

.include "Context.inc"
.include "User.inc"
.text

// Numbers of the calls that have a way of their own when nothing but words goes along: sdk/abi/IKernel.Messages.cs. And one
// that is dealt with in Foreign.S.
.set Call, 1
.set ReplyReceive, 2
.set Signal, 5
.set Yield, 6
.set ReturnToForeign, 79

// Beside a number: MessageInfo.AcceptsHandles (sdk/abi/Message.cs).
.set AcceptsHandlesBit, 20

// The bit that ForeignProgram is.
.set ForeignProgramBit, 2

// ESR_EL1.EC: SVC in AArch64 (Arm ARM D19.2.37).
.set ClassShift, 26
.set ClassSystemCall, 0x15

// (x16: core, x17: context) Stores x18 to x30 and what is no general register, and changes to the kernel's stack with FIQ
// and SError open, as everywhere in the kernel. Changes x13 to x15 and nothing else.
.macro store_rest entry
    stp     x18, x19, [x17, #ContextX + 18 * 8]
    stp     x20, x21, [x17, #ContextX + 20 * 8]
    stp     x22, x23, [x17, #ContextX + 22 * 8]
    stp     x24, x25, [x17, #ContextX + 24 * 8]
    stp     x26, x27, [x17, #ContextX + 26 * 8]
    stp     x28, x29, [x17, #ContextX + 28 * 8]
    mrs     x13, sp_el0
    stp     x30, x13, [x17, #ContextX + 30 * 8]
    mrs     x14, elr_el1
    mrs     x15, spsr_el1
    stp     x14, x15, [x17, #ContextElr]
    mrs     x14, tpidr_el0
.if \entry == 0
    stp     x14, xzr, [x17, #ContextUserThread]
.else
    mov     x15, #\entry
    stp     x14, x15, [x17, #ContextUserThread]
.endif
    ldr     x13, [x16, #CoreStackTop]
    msr     spsel, #0
    mov     sp, x13
    msr     daifclr, #5
.endm

// (x0: context) Loads what store_rest stores, but for the thread pointer, and leaves the kernel's stack.
.macro load_rest
    ldp     x18, x19, [x0, #ContextElr]
    msr     elr_el1, x18
    msr     spsr_el1, x19
    ldp     x30, x18, [x0, #ContextX + 30 * 8]
    mov     sp, x18
    ldp     x28, x29, [x0, #ContextX + 28 * 8]
    ldp     x26, x27, [x0, #ContextX + 26 * 8]
    ldp     x24, x25, [x0, #ContextX + 24 * 8]
    ldp     x22, x23, [x0, #ContextX + 22 * 8]
    ldp     x20, x21, [x0, #ContextX + 20 * 8]
    ldp     x18, x19, [x0, #ContextX + 18 * 8]
.endm

// (x0: context) x0 last.
.macro load_arguments
    ldp     x10, x11, [x0, #ContextX + 10 * 8]
    ldp     x8, x9, [x0, #ContextX + 8 * 8]
    ldp     x6, x7, [x0, #ContextX + 6 * 8]
    ldp     x4, x5, [x0, #ContextX + 4 * 8]
    ldp     x2, x3, [x0, #ContextX + 2 * 8]
    ldp     x0, x1, [x0, #ContextX]
.endm

.macro clear numbers:vararg
.irp number, \numbers
    mov     x\number, #0
.endr
.endm

.macro clear_vector number
    movi    v\number\().2d, #0
.endm

// Vector state as after a reset.
.macro clear_vectors
.irp number, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    clear_vector \number
.endr
    msr     fpcr, xzr
    msr     fpsr, xzr
.endm

// (x8: number)
.balign 64
.globl A64UserSynchronous
.type A64UserSynchronous, %function
A64UserSynchronous:
    mrs     x16, esr_el1
    lsr     x16, x16, #ClassShift
    cmp     x16, #ClassSystemCall
    b.ne    A64UserFault
    mrs     x17, tpidr_el1
    ldr     x17, [x17, #CoreContext]
    ldr     x16, [x17, #ContextForeignMode]
    tbnz    x16, #ForeignProgramBit, A64ForeignCall
    cbz     x8, A64LeaveNothing

.type A64SystemCall, %function
A64SystemCall:
    mrs     x16, tpidr_el1
    store_rest EntrySystemCall
    stp     x0, x1, [x17, #ContextX]
    stp     x2, x3, [x17, #ContextX + 2 * 8]
    stp     x4, x5, [x17, #ContextX + 4 * 8]
    stp     x6, x7, [x17, #ContextX + 6 * 8]
    cmp     x8, #Call
    b.eq    1f
    cmp     x8, #ReplyReceive
    b.eq    2f
    cmp     x8, #Signal
    b.eq    3f
    cmp     x8, #Yield
    b.eq    4f
    cmp     x8, #ReturnToForeign
    b.eq    A64ForeignReturn
// Who takes handles may have none to send.
    tbz     x8, #AcceptsHandlesBit, A64SlowCall
    eor     x14, x8, #(1 << AcceptsHandlesBit)
    cmp     x14, #Call
    b.eq    1f
    cmp     x14, #ReplyReceive
    b.eq    2f

.globl A64SlowCall
A64SlowCall:
    stp     x8, x9, [x17, #ContextX + 8 * 8]
    stp     x10, x11, [x17, #ContextX + 10 * 8]
    str     x12, [x17, #ContextX + 12 * 8]
    mov     x1, x17
    mrs     x16, tpidr_el1
    ldr     x0, [x16, #CoreCoreLocal]
    bl      A64KernelSystemCall
    b       A64Resume

// What the thread made of the call stays in its context: whether handles may come stands there.
1:  str     x8, [x17, #ContextX + 8 * 8]
    mov     x1, x0
    ldr     x0, [x16, #CoreCoreLocal]
    bl      A64FastCall
    cbnz    x0, A64PassWords
    b       A64GeneralWay
2:  str     x8, [x17, #ContextX + 8 * 8]
    mov     x1, x0
    ldr     x0, [x16, #CoreCoreLocal]
    bl      A64FastReplyReceive
    cbnz    x0, A64PassWords
    b       A64GeneralWay
3:  mov     x2, x1
    mov     x1, x0
    ldr     x0, [x16, #CoreCoreLocal]
    str     xzr, [x17, #ContextX + 8 * 8]
    bl      A64FastSignal
    mov     x8, #Signal
    b       A64AfterFast
4:  ldr     x0, [x16, #CoreCoreLocal]
    str     xzr, [x17, #ContextX + 8 * 8]
    bl      A64FastYield
    mov     x8, #Yield

// (x0: the context to go on with, or nothing; x8: number) What the thread that goes on is told stands in its context.
A64AfterFast:
    cbz     x0, 5f
    mrs     x16, tpidr_el1
    ldr     x17, [x16, #CoreContext]
    cmp     x0, x17
    b.ne    A64Resume
    b       A64LeaveUnchanged

5:  mrs     x16, tpidr_el1
    ldr     x17, [x16, #CoreContext]
    str     x8, [x17, #ContextX + 8 * 8]

// Nothing was changed, and all that such a call is given is stored.
.type A64GeneralWay, %function
A64GeneralWay:
    mrs     x16, tpidr_el1
    ldr     x1, [x16, #CoreContext]
    ldr     x0, [x16, #CoreCoreLocal]
    bl      A64KernelSystemCall
    b       A64Resume

// (x0: the context of the thread that the words go to, x1: a badge, or 0)
.type A64PassWords, %function
A64PassWords:
    mrs     x16, tpidr_el1
    ldr     x17, [x16, #CoreContext]
    str     x0, [x16, #CoreContext]
    ldr     x8, [x0, #ContextUserThread]
    msr     tpidr_el0, x8
    clear_vectors
    load_rest
    mov     x0, x1
    ldr     x1, [x17, #ContextX + 8]
    ldp     x2, x3, [x17, #ContextX + 2 * 8]
    ldp     x4, x5, [x17, #ContextX + 4 * 8]
    ldp     x6, x7, [x17, #ContextX + 6 * 8]
    clear   8,9,10,11,12,13,14,15,16,17
    leave

// The same thread goes on, and all it is told is that all is well. C# has kept x19 to x29, and nothing came between that
// would have changed where ERET leads.
.type A64LeaveUnchanged, %function
A64LeaveUnchanged:
    mrs     x16, tpidr_el1
    ldr     x17, [x16, #CoreContext]
    ldr     x18, [x17, #ContextX + 18 * 8]
    ldp     x30, x16, [x17, #ContextX + 30 * 8]
    mov     sp, x16
    clear   0,1,2,3,4,5,6,7,9,10,11,12,13,14,15
// What asks for nothing has lost nothing yet but x16 and x17.
A64LeaveNothing:
    clear_vectors
    clear   8,16,17
    leave

// (x0: the context to go on with)
.globl A64Resume
.type A64Resume, %function
A64Resume:
    mrs     x16, tpidr_el1
    str     x0, [x16, #CoreContext]
    ldp     x18, x17, [x0, #ContextUserThread]
    msr     tpidr_el0, x18
    cbnz    x17, A64LeaveInterrupt

// After a system call vector registers and x13 to x17 are lost: zero, so that they tell nothing of who came between.
    clear_vectors
    load_rest
    clear   13,14,15,16,17
    ldr     x12, [x0, #ContextX + 12 * 8]
    load_arguments
    leave

// The thread did not choose to enter the kernel: it gets everything back.
.type A64LeaveInterrupt, %function
A64LeaveInterrupt:
    cmp     x17, #EntryFresh
    b.eq    1f
    add     x16, x0, #ContextVectorState
    all_vectors ldp
    ldp     x17, x18, [x16]
    msr     fpcr, x17
    msr     fpsr, x18
    b       2f
1:  clear_vectors
2:  load_rest
    ldp     x16, x17, [x0, #ContextX + 16 * 8]
    ldp     x14, x15, [x0, #ContextX + 14 * 8]
    ldp     x12, x13, [x0, #ContextX + 12 * 8]
    load_arguments
    leave

// (on SP_EL1: x16, x17) Stores everything. x0 is the context then, the stack the kernel's.
.macro store_all
    mrs     x16, tpidr_el1
    ldr     x17, [x16, #CoreContext]
    stp     x0, x1, [x17, #ContextX]
    stp     x2, x3, [x17, #ContextX + 2 * 8]
    stp     x4, x5, [x17, #ContextX + 4 * 8]
    stp     x6, x7, [x17, #ContextX + 6 * 8]
    stp     x8, x9, [x17, #ContextX + 8 * 8]
    stp     x10, x11, [x17, #ContextX + 10 * 8]
    stp     x12, x13, [x17, #ContextX + 12 * 8]
    stp     x14, x15, [x17, #ContextX + 14 * 8]
    ldp     x0, x1, [sp, #-16]
    stp     x0, x1, [x17, #ContextX + 16 * 8]
    store_rest EntryInterrupt
    store_vectors
    mov     x0, x17
.endm

.globl A64UserInterrupt
.type A64UserInterrupt, %function
A64UserInterrupt:
    store_all
    bl      A64KernelInterrupt
    b       A64Resume

.type A64UserFault, %function
A64UserFault:
    store_all
    mrs     x1, esr_el1
    mrs     x2, far_el1
    bl      A64KernelFault
    b       A64Resume

// (x0: context) For good.
.globl A64ResumeFirst
.type A64ResumeFirst, %function
A64ResumeFirst:
    mrs     x16, tpidr_el1
    ldr     x18, [x16, #CoreStackTop]
    mov     sp, x18
    b       A64Resume

// (x0: to, x1: from, x2: bytes) Copies where one side is user memory, which may not be there, by instructions that may do
// what user mode may, whatever PAN says (Arm ARM C6.2, LDTR and STTR). Returns 0; what faults between the two labels
// returns from here with the address (Faults.cs). User memory is reached in aligned pieces, none on two pages.
.macro copies name, user, load, store
.balign 16
.globl \name
.type \name, %function
\name:
    cbz     x2, 4f
1:  tst     \user, #7
    b.eq    2f
    \load\()b   w3, [x1]
    \store\()b  w3, [x0]
    add     x0, x0, #1
    add     x1, x1, #1
    subs    x2, x2, #1
    b.ne    1b
    b       4f
2:  subs    x2, x2, #32
    b.lo    3f
    \load   x3, [x1]
    \load   x4, [x1, #8]
    \load   x5, [x1, #16]
    \load   x6, [x1, #24]
    \store  x3, [x0]
    \store  x4, [x0, #8]
    \store  x5, [x0, #16]
    \store  x6, [x0, #24]
    add     x0, x0, #32
    add     x1, x1, #32
    b       2b
// The last five bits of x2 say what is left.
3:  tbz     x2, #4, 5f
    \load   x3, [x1]
    \load   x4, [x1, #8]
    \store  x3, [x0]
    \store  x4, [x0, #8]
    add     x0, x0, #16
    add     x1, x1, #16
5:  copies_last 3, \load, \store, x
    copies_last 2, \load, \store, w
    copies_last 1, \load\()h, \store\()h, w
    copies_last 0, \load\()b, \store\()b, w
4:  mov     x0, #0
    ret
.endm

.macro copies_last bit, load, store, width
    tbz     x2, #\bit, 6f
    \load   \width\()3, [x1]
    \store  \width\()3, [x0]
    add     x0, x0, #1 << \bit
    add     x1, x1, #1 << \bit
6:
.endm

.globl A64CopyUserBegin
A64CopyUserBegin:
    copies  A64CopyFromUser, x1, ldtr, str
    copies  A64CopyToUser, x0, ldr, sttr
.globl A64CopyUserEnd
A64CopyUserEnd:

.section .note.GNU-stack, "", %progbits
