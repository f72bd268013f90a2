// What measurements by programs need of the processor.

.text

.globl ReadCycles
.type ReadCycles, %function
ReadCycles:
    mrs x0, pmccntr_el0
    ret

// A loop of known length.
.p2align 4
.globl CalibrationLoop
.type CalibrationLoop, %function
CalibrationLoop:
    mov w0, #1000
1:  subs w0, w0, #1
    b.ne 1b
    ret

.section .note.GNU-stack,"",%progbits
