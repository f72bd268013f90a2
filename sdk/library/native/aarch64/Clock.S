// The processor's counter, which the clock page says how to read time from.

.text

// ulong DiesisCounter()
.balign 16
.globl DiesisCounter
.type DiesisCounter, %function
DiesisCounter:
    isb
    mrs     x0, cntvct_el0
    ret

.section .note.GNU-stack, "", %progbits
