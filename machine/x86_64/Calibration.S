# A loop of known length, by which measurements check their counter. In a section of its own: a kernel that does not
# measure is linked without it.

.intel_syntax noprefix
.section .text.CalibrationLoop, "ax", @progbits

.p2align 4
.globl CalibrationLoop
.type CalibrationLoop, @function
CalibrationLoop:
    mov eax, 1000
1:  dec eax
    jnz 1b
    ret

.section .note.GNU-stack, "", @progbits
