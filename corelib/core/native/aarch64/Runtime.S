// What the code generator calls by name. AAPCS64.

.text

.macro function name
.balign 16
.globl \name
.type \name, %function
\name:
.endm

// Stores an object reference: *x14 = x15, and x14 moves on. Nothing collects yet, so a store is all.
function RhpAssignRefArm64
    str     x15, [x14], #8
    ret

// Referenced by start-up code that the compiler generates for libraries; it never runs.
function RhpReversePInvoke
    brk     #0
function RhpReversePInvokeReturn
    brk     #0

.section .rodata
.balign 8
.globl RhpTrapThreads
RhpTrapThreads: .quad 0
.globl __security_cookie
__security_cookie: .quad 0

.section .note.GNU-stack, "", %progbits
