// What the measurements of user mode need of the processor.

.text

// So that the program is an image of 64 KiB.
.skip 40 * 1024

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
