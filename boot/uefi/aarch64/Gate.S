/* The way from the firmware's page tables and registers to the kernel's. It runs in a page that both map at its own
   address, and switches the MMU off in between, for what pages are like changes while it runs.

   The machine that the kernel finds: Limine Boot Protocol, "Machine State at Entry". Registers: Arm ARM DDI 0487, D19. */

/* A64Gate */
.set KernelStart,        0
.set StackTop,           8
.set LowerTables,        16
.set UpperTables,        24
.set MemoryAttributes,   32
.set TranslationControl, 40
.set SystemControl,      48
.set AccessControl,      56
.set MayStayAtEl2,       64

/* PSTATE: all interrupts masked, the stack pointer of level 0, everything else 0 */
.set Masked,    0xf << 6
.set AtEl1,     Masked | 4
.set AtEl2,     Masked | 8

.text

/* void LoaderEnterGate(ulong gate, in A64Gate registers) */
.globl LoaderEnterGate
LoaderEnterGate:
    br x0

/* byte* LoaderGateCode(out int length) */
.globl LoaderGateCode
LoaderGateCode:
    mov w1, #(GateEnd - GateStart)
    str w1, [x0]
    adrp x0, GateStart
    add x0, x0, :lo12:GateStart
    ret

/* x1: A64Gate, to be read while the firmware's page tables are in use. */
.balign 16
GateStart:
    msr daifset, #15
    mov x0, x1
    ldp x10, x11, [x0, #KernelStart]
    ldp x12, x13, [x0, #LowerTables]
    ldp x14, x15, [x0, #MemoryAttributes]
    ldp x16, x17, [x0, #SystemControl]
    ldr x18, [x0, #MayStayAtEl2]
    dsb sy
    mrs x0, CurrentEL
    cmp x0, #(2 << 2)
    b.ne LeaveEl1

    /* MMU off at EL2. Whatever HCR_EL2 was, this is the register that rules here. */
    mrs x0, sctlr_el2
    bic x0, x0, #1
    msr sctlr_el2, x0
    isb

    /* A GICv3 keeps its registers from EL1 unless told otherwise: ICC_SRE_EL2, if ID_AA64PFR0_EL1.GIC says so. */
    mrs x0, id_aa64pfr0_el1
    ubfx x0, x0, #24, #4
    cbz x0, 1f
    mrs x0, s3_4_c12_c9_5
    mov x1, #9                          /* SRE, Enable */
    orr x0, x0, x1
    msr s3_4_c12_c9_5, x0
    isb
1:  msr hstr_el2, xzr
    msr cntvoff_el2, xzr

    /* VHE, if ID_AA64MMFR1_EL1.VH says so */
    mrs x0, id_aa64mmfr1_el1
    ubfx x0, x0, #8, #4
    cmp x0, #0
    ccmp x18, #0, #4, ne
    b.eq DropToEl1

    /* Stay: HCR_EL2 = E2H, RW, TGE, SWIO. From here on names of EL1 registers mean those of EL2. */
    mov x0, #2
    movk x0, #0x8800, lsl #16
    movk x0, #4, lsl #32
    msr hcr_el2, x0
    isb
    mov x0, #3
    msr cnthctl_el2, x0
    mov x1, #AtEl2
    b SetTranslation

DropToEl1:
    mov x0, #0x80000000                 /* RW: EL1 is AArch64 */
    msr hcr_el2, x0
    isb
    mov x0, #3
    msr cnthctl_el2, x0
    mov x0, #0x33ff                     /* no traps but those of bits that are always set */
    msr cptr_el2, x0
    mrs x0, midr_el1
    msr vpidr_el2, x0
    mrs x0, mpidr_el1
    msr vmpidr_el2, x0
    msr vttbr_el2, xzr
    msr mair_el1, x14
    msr tcr_el1, x15
    msr ttbr0_el1, x12
    msr ttbr1_el1, x13
    msr cpacr_el1, x17
    tlbi alle1
    ic iallu
    dsb sy
    isb
    msr sctlr_el1, x16                  /* takes effect with the change to EL1 */
    mov x1, #AtEl1
    msr spsr_el2, x1
    msr elr_el2, x10
    b Go

LeaveEl1:
    mrs x0, sctlr_el1
    bic x0, x0, #1
    msr sctlr_el1, x0
    isb
    mov x1, #AtEl1

SetTranslation:
    msr mair_el1, x14
    msr tcr_el1, x15
    msr ttbr0_el1, x12
    msr ttbr1_el1, x13
    msr cpacr_el1, x17
    isb
    tlbi vmalle1
    ic iallu
    dsb sy
    isb
    msr sctlr_el1, x16
    isb
    msr spsr_el1, x1
    msr elr_el1, x10

Go: msr spsel, #1                       /* the kernel's stack pointer is that of level 0 */
    msr sp_el0, x11
    isb
    .irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
    mov x\n, #0
    .endr
    eret
GateEnd:
.if (GateEnd - GateStart) > 4096
.error "the gate's code is longer than its page"
.endif
