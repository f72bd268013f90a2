// System calls. C# passes the number first and the arguments after it; the kernel takes the number in x8, the arguments
// from x0 on. Names: SystemCall.cs.
// The kernel changes x0 to x17 and all vector registers; no others. AAPCS64 (6.1.2) has a caller rely on d8 to d15, which
// are therefore put aside here.

.text

.macro function name
.balign 16
.globl \name
.type \name, %function
\name:
.endm

.macro save_vectors
    stp     d8, d9, [sp, #-80]!
    stp     d10, d11, [sp, #16]
    stp     d12, d13, [sp, #32]
    stp     d14, d15, [sp, #48]
.endm

.macro restore_vectors
    ldp     d10, d11, [sp, #16]
    ldp     d12, d13, [sp, #32]
    ldp     d14, d15, [sp, #48]
    ldp     d8, d9, [sp], #80
.endm

// Status in x0, first result in x1: together what C# takes for a structure of two words.
.macro system_call arguments
function DiesisSystemCall\arguments
    save_vectors
    mov     x8, x0
.if \arguments > 0
    mov     x0, x1
.endif
.if \arguments > 1
    mov     x1, x2
.endif
.if \arguments > 2
    mov     x2, x3
.endif
.if \arguments > 3
    mov     x3, x4
.endif
.if \arguments > 4
    mov     x4, x5
.endif
.if \arguments > 5
    mov     x5, x6
.endif
.if \arguments > 6
    mov     x6, x7
    ldr     x7, [sp, #80]
.endif
    svc     #0
    mov     x0, x8
    restore_vectors
    ret
.endm

system_call 0
system_call 1
system_call 2
system_call 3
system_call 4
system_call 5
system_call 6
system_call 8

// Four arguments at most, three results at most, for which the last argument says where they go.
function DiesisSystemCallResults
    save_vectors
    str     x5, [sp, #64]
    mov     x8, x0
    mov     x0, x1
    mov     x1, x2
    mov     x2, x3
    mov     x3, x4
    svc     #0
    ldr     x16, [sp, #64]
    stp     x1, x2, [x16]
    str     x3, [x16, #16]
    mov     x0, x8
    restore_vectors
    ret

// (number, handle, message): all that a message has; offsets as Message.cs lays it out, which its test asserts.
.set Label, 0
.set Word0, 8
.set Handle0, 56
.set Badge, 88
.set Info, 96

function DiesisMessage
    save_vectors
    str     x2, [sp, #64]
    ldr     x8, [x2, #Info]
    cbz     x8, 1f
    ldp     x9, x10, [x2, #Handle0]
    ldp     x11, x12, [x2, #Handle0 + 16]
1:  orr     x8, x8, x0
    mov     x0, x1
    ldr     x1, [x2, #Label]
    ldp     x4, x5, [x2, #Word0 + 16]
    ldp     x6, x7, [x2, #Word0 + 32]
    ldp     x2, x3, [x2, #Word0]
    svc     #0
    ldr     x16, [sp, #64]
    str     x1, [x16, #Label]
    stp     x2, x3, [x16, #Word0]
    stp     x4, x5, [x16, #Word0 + 16]
    stp     x6, x7, [x16, #Word0 + 32]
    stp     x0, x8, [x16, #Badge]
    lsr     x17, x8, #32
    cbz     x17, 2f
    stp     x9, x10, [x16, #Handle0]
    stp     x11, x12, [x16, #Handle0 + 16]
2:  mov     x0, x8
    restore_vectors
    ret

// (number, handle, label): a message without words and handles; those of the answer are not looked at.
function DiesisShortMessage
    save_vectors
    mov     x8, x0
    mov     x0, x1
    mov     x1, x2
    svc     #0
    mov     x0, x8
    restore_vectors
    ret

.section .note.GNU-stack, "", %progbits
