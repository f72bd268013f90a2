// A program that makes system calls, and a handler that answers them and does nothing else: Foreign.cs.

.text

.set ReturnToForeign, 79

// ForeignPage: sdk/abi.
.set PageX8, 64
.set PageX19, 152
.set PageStackPointer, 248
.set PageInstructionPointer, 256
.set PageHandlerStack, 320

// (page, rounds)
.balign 16
.globl ForeignCalls
.type ForeignCalls, %function
ForeignCalls:
    stp     x29, x30, [sp, #-96]!
    stp     x19, x20, [sp, #16]
    stp     x21, x22, [sp, #32]
    stp     x23, x24, [sp, #48]
    stp     x25, x26, [sp, #64]
    stp     x27, x28, [sp, #80]
    mov     x2, sp
    str     x2, [x0, #PageHandlerStack]
    str     x2, [x0, #PageStackPointer]
    str     x1, [x0, #PageX19]
    adr     x2, Program
    str     x2, [x0, #PageInstructionPointer]
    mov     x8, #ReturnToForeign
    svc     #0
    udf     #0

Program:
1:  mov     x8, #172
    svc     #0
    subs    x19, x19, #1
    b.ne    1b
    mov     x8, #0
    svc     #0
    udf     #0

// (x0: page)
Handler:
    ldr     x1, [x0, #PageX8]
    cbz     x1, 1f
    mov     x8, #ReturnToForeign
    svc     #0
    udf     #0
1:  ldp     x19, x20, [sp, #16]
    ldp     x21, x22, [sp, #32]
    ldp     x23, x24, [sp, #48]
    ldp     x25, x26, [sp, #64]
    ldp     x27, x28, [sp, #80]
    ldp     x29, x30, [sp], #96
    ret

.globl ForeignHandler
.type ForeignHandler, %function
ForeignHandler:
    adr     x0, Handler
    ret

.section .note.GNU-stack, "", %progbits
