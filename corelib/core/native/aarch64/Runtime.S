// What the code generator calls by name. AAPCS64.

.text

.macro function name
.balign 16
.globl \name
.type \name, %function
\name:
.endm

// Stores an object reference: *x14 = x15, and x14 moves on. The collector does not have to hear of it, but another core that
// sees the reference has to see what was stored in the object before.
function RhpAssignRefArm64
    dmb     ishst
    str     x15, [x14], #8
    ret

// Called by the code that the compiler makes around Main, on the way in and out: where stacks are read as they are, nobody has
// to know where C# begins.
function RhpReversePInvoke
function RhpReversePInvokeReturn
    ret

.section .rodata
.balign 8
.globl RhpTrapThreads
RhpTrapThreads: .quad 0
.globl __security_cookie
__security_cookie: .quad 0

.section .note.GNU-stack, "", %progbits
