# What the measurements of user mode need of the processor.

.intel_syntax noprefix
.text

# So that the program is an image of 64 KiB.
.skip 40 * 1024

.globl ReadCycles
.type ReadCycles, @function
ReadCycles:
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret

# A loop of known length.
.p2align 4
.globl CalibrationLoop
.type CalibrationLoop, @function
CalibrationLoop:
    mov eax, 1000
1:  dec eax
    jnz 1b
    ret

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
