// Fills all vector registers from a VectorBank, and stores them into one: VectorRegisters.cs. A bank is FPCR, FPSR, and the
// registers.

.text

.set BankVectors, 16
.set BankWords, (BankVectors + 32 * 16) / 8

.set Exit, 73

.macro function name
.balign 16
.globl \name
.type \name, %function
\name:
.endm

.macro each_vector operation, bank
.irp number, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    \operation    q\number, [\bank, #BankVectors + \number * 16]
.endr
.endm

// Changes x16 and x17.
.macro fill bank
    ldp     x16, x17, [\bank]
    msr     fpcr, x16
    msr     fpsr, x17
    each_vector ldr, \bank
.endm

.macro store bank
    mrs     x16, fpcr
    mrs     x17, fpsr
    stp     x16, x17, [\bank]
    each_vector str, \bank
.endm

// What a function has to keep of them (AAPCS64, 6.1.2).
.macro enter
    stp     x29, x30, [sp, #-96]!
    mov     x29, sp
    str     x19, [sp, #16]
    mrs     x16, fpcr
    str     x16, [sp, #24]
    stp     d8, d9, [sp, #32]
    stp     d10, d11, [sp, #48]
    stp     d12, d13, [sp, #64]
    stp     d14, d15, [sp, #80]
.endm

.macro leave
    ldp     d14, d15, [sp, #80]
    ldp     d12, d13, [sp, #64]
    ldp     d10, d11, [sp, #48]
    ldp     d8, d9, [sp, #32]
    ldr     x16, [sp, #24]
    msr     fpcr, x16
    ldr     x19, [sp, #16]
    ldp     x29, x30, [sp], #96
    ret
.endm

function VectorWords
    mov     w0, #BankWords
    ret

// After reset, and two others, which round otherwise and have other exceptions behind them. Arm ARM C5.2.8 and C5.2.10.
.section .rodata
.balign 8
Controls:
    .quad   0, 0
    .quad   1 << 22, 1 << 0
    .quad   2 << 22, 1 << 1
.text
function VectorControls
    adrp    x0, Controls
    add     x0, x0, :lo12:Controls
    ret

// (x0: bank, x1: word, x2: its value until something happens, x3: bank for what is found then)
function KeepVectors
    enter
    fill    x0
1:  ldr     x16, [x1]
    cmp     x16, x2
    b.eq    1b
    store   x3
    leave

// (x0: bank, x1: bank for what is found afterwards, x2: number, x3, x4: arguments)
function CallWithVectors
    enter
    mov     x19, x1
    fill    x0
    mov     x8, x2
    mov     x0, x3
    mov     x1, x4
.irp number, 2,3,4,5,6,7
    mov     x\number, #0
.endr
    svc     #0
    store   x19
    mov     x0, x8
    leave

// (x0: bank) A thread's first instructions, and all it does.
FreshThread:
    store   x0
    mov     x0, #0
    mov     x8, #Exit
    svc     #0
    udf     #0

function FreshThreadEntry
    adr     x0, FreshThread
    ret

.section .note.GNU-stack, "", %progbits
