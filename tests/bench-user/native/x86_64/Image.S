# What the measurements of user mode have in their image besides C#.

.intel_syntax noprefix
.text

# So that the program is an image of 64 KiB.
.skip 40 * 1024

# An instruction that is none, and its length.
.globl FaultOnce, FaultBytes
.type FaultOnce, @function
FaultOnce:
    ud2
    ret

.type FaultBytes, @function
FaultBytes:
    mov eax, 2
    ret

.section .note.GNU-stack,"",@progbits
