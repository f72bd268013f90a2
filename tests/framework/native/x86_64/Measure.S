# What measurements by programs need of the processor.

.intel_syntax noprefix
.text

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

.section .note.GNU-stack,"",@progbits
