/* What C# cannot say on AArch64. Procedure Call Standard for the Arm 64-bit Architecture. */

.text

/* uint LoaderReadRandom(out ulong number): RNDR sets Z when it has none. */
.globl LoaderReadRandom
LoaderReadRandom:
    mrs x1, s3_3_c2_c4_0
    cset w2, ne
    str x1, [x0]
    mov w0, w2
    ret

.globl LoaderReadCounter
LoaderReadCounter:
    isb
    mrs x0, cntvct_el0
    ret

.globl LoaderReadInstructionSet0
LoaderReadInstructionSet0:
    mrs x0, id_aa64isar0_el1
    ret

.globl LoaderReadMemoryModel0
LoaderReadMemoryModel0:
    mrs x0, id_aa64mmfr0_el1
    ret

/* void LoaderPublishCode(ulong start, ulong end): down to memory itself, for the gate runs with the MMU off.
   CTR_EL0.DminLine is the smallest line, in words, as a power of two. */
.globl LoaderPublishCode
LoaderPublishCode:
    mrs x2, ctr_el0
    ubfx x2, x2, #16, #4
    mov x3, #4
    lsl x3, x3, x2
    sub x4, x3, #1
    bic x0, x0, x4
1:  dc civac, x0
    add x0, x0, x3
    cmp x0, x1
    b.lo 1b
    dsb sy
    ic ialluis
    dsb ish
    isb
    ret
