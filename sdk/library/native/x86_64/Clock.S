# The processor's counter, which the clock page says how to read time from.

.intel_syntax noprefix
.text

# ulong DiesisCounter()
.p2align 4
.globl DiesisCounter
.type DiesisCounter, @function
DiesisCounter:
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret

.section .note.GNU-stack,"",@progbits
