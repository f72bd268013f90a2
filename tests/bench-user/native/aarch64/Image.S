// What the measurements of user mode have in their image besides C#.

.text

// So that the program is an image of 64 KiB.
.skip 40 * 1024

// An instruction that is none, and its length.
.globl FaultOnce, FaultBytes
.type FaultOnce, %function
FaultOnce:
    udf #0
    ret

.type FaultBytes, %function
FaultBytes:
    mov x0, #4
    ret

.section .note.GNU-stack,"",%progbits
