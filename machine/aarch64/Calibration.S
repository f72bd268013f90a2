// A loop of known length, by which measurements check their counter. In a section of its own: a kernel that does not
// measure is linked without it.

.section .text.CalibrationLoop, "ax", @progbits

.p2align 4
.globl CalibrationLoop
.type CalibrationLoop, @function
CalibrationLoop:
    mov w0, #1000
1:  subs w0, w0, #1
    b.ne 1b
    ret

.section .note.GNU-stack, "", @progbits
