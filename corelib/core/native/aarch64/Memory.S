// Block operations that the code generator calls. AAPCS64; only caller-saved integer registers are touched.
// Accesses may be unaligned: the kernel touches Normal memory only this way, with the MMU on (Arm ARM B2.8.2).

.text

// void* memmove(void* destination, const void* source, size_t length)
.balign 16
.globl memmove
.globl memcpy
memcpy:
memmove:
    mov     x3, x0
    sub     x4, x0, x1
    cmp     x4, x2                  // unsigned: true only where the destination starts inside the source
    b.lo    .Lbackwards

    subs    x2, x2, #64
    b.lo    .Lforwards_below_64
.Lforwards_64:
    ldp     x4, x5, [x1]
    ldp     x6, x7, [x1, #16]
    ldp     x8, x9, [x1, #32]
    ldp     x10, x11, [x1, #48]
    add     x1, x1, #64
    stp     x4, x5, [x3]
    stp     x6, x7, [x3, #16]
    stp     x8, x9, [x3, #32]
    stp     x10, x11, [x3, #48]
    add     x3, x3, #64
    subs    x2, x2, #64
    b.hs    .Lforwards_64
.Lforwards_below_64:                // the low six bits of x2 are the bytes left
    tbz     x2, #5, 1f
    ldp     x4, x5, [x1], #16
    ldp     x6, x7, [x1], #16
    stp     x4, x5, [x3], #16
    stp     x6, x7, [x3], #16
1:  tbz     x2, #4, 1f
    ldp     x4, x5, [x1], #16
    stp     x4, x5, [x3], #16
1:  tbz     x2, #3, 1f
    ldr     x4, [x1], #8
    str     x4, [x3], #8
1:  tbz     x2, #2, 1f
    ldr     w4, [x1], #4
    str     w4, [x3], #4
1:  tbz     x2, #1, 1f
    ldrh    w4, [x1], #2
    strh    w4, [x3], #2
1:  tbz     x2, #0, 1f
    ldrb    w4, [x1]
    strb    w4, [x3]
1:  ret

.Lbackwards:
    add     x1, x1, x2
    add     x3, x3, x2
    subs    x2, x2, #64
    b.lo    .Lbackwards_below_64
.Lbackwards_64:
    ldp     x4, x5, [x1, #-16]
    ldp     x6, x7, [x1, #-32]
    ldp     x8, x9, [x1, #-48]
    ldp     x10, x11, [x1, #-64]!
    stp     x4, x5, [x3, #-16]
    stp     x6, x7, [x3, #-32]
    stp     x8, x9, [x3, #-48]
    stp     x10, x11, [x3, #-64]!
    subs    x2, x2, #64
    b.hs    .Lbackwards_64
.Lbackwards_below_64:
    tbz     x2, #5, 1f
    ldp     x4, x5, [x1, #-16]
    ldp     x6, x7, [x1, #-32]!
    stp     x4, x5, [x3, #-16]
    stp     x6, x7, [x3, #-32]!
1:  tbz     x2, #4, 1f
    ldp     x4, x5, [x1, #-16]!
    stp     x4, x5, [x3, #-16]!
1:  tbz     x2, #3, 1f
    ldr     x4, [x1, #-8]!
    str     x4, [x3, #-8]!
1:  tbz     x2, #2, 1f
    ldr     w4, [x1, #-4]!
    str     w4, [x3, #-4]!
1:  tbz     x2, #1, 1f
    ldrh    w4, [x1, #-2]!
    strh    w4, [x3, #-2]!
1:  tbz     x2, #0, 1f
    ldrb    w4, [x1, #-1]
    strb    w4, [x3, #-1]
1:  ret

// void* memset(void* destination, int value, size_t length)
.balign 16
.globl memset
memset:
    mov     x3, x0
    and     x1, x1, #0xff
    orr     x1, x1, x1, lsl #8
    orr     x1, x1, x1, lsl #16
    orr     x1, x1, x1, lsl #32
    cmp     x2, #256
    ccmp    x1, #0, #0, hs
    b.eq    .Lclear_blocks
.Lset:
    subs    x2, x2, #64
    b.lo    .Lset_below_64
.Lset_64:
    stp     x1, x1, [x3]
    stp     x1, x1, [x3, #16]
    stp     x1, x1, [x3, #32]
    stp     x1, x1, [x3, #48]
    add     x3, x3, #64
    subs    x2, x2, #64
    b.hs    .Lset_64
.Lset_below_64:
    tbz     x2, #5, 1f
    stp     x1, x1, [x3], #16
    stp     x1, x1, [x3], #16
1:  tbz     x2, #4, 1f
    stp     x1, x1, [x3], #16
1:  tbz     x2, #3, 1f
    str     x1, [x3], #8
1:  tbz     x2, #2, 1f
    str     w1, [x3], #4
1:  tbz     x2, #1, 1f
    strh    w1, [x3], #2
1:  tbz     x2, #0, 1f
    strb    w1, [x3]
1:  ret

// Zeroes by whole blocks where the processor offers it (DC ZVA; DCZID_EL0, Arm ARM D19.2.35).
.Lclear_blocks:
    mrs     x4, dczid_el0
    tbnz    x4, #4, .Lset           // DZP: not permitted
    mov     x5, #4
    lsl     x4, x5, x4              // bytes of a block (bits 4 and up of DCZID_EL0 are zero here)
    cmp     x2, x4, lsl #1
    b.lo    .Lset
    sub     x5, x4, #1
    neg     x6, x3
    ands    x6, x6, x5              // bytes up to the first whole block
    b.eq    .Lclear_aligned
    sub     x2, x2, x6
    mov     x7, x3
    add     x3, x3, x6
.Lclear_head:                       // 16 at a time; the last may reach into the first block, which is zeroed anyway
    stp     xzr, xzr, [x7], #16
    cmp     x7, x3
    b.lo    .Lclear_head
.Lclear_aligned:
    sub     x2, x2, x4
.Lclear_block:
    dc      zva, x3
    add     x3, x3, x4
    subs    x2, x2, x4
    b.hs    .Lclear_block
    add     x2, x2, x4
    b       .Lset

.section .note.GNU-stack, "", %progbits
