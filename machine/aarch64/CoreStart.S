// From one regime of addresses to another: the boot core from the loader's tables to the kernel's, the other cores from
// no translation at all. Both run a piece of this file at its physical address with the MMU off.
//
// Turning the MMU on while the program counter holds a physical address needs no page mapped at that address: the next
// fetch faults, as TTBR0 leads to an empty table, and the vector lies in the kernel's half.

.include "Context.inc"
.text
.balign 4096
// All that is run at a physical address lies in one page, from here on.
.globl A64PhysicalCode
A64PhysicalCode:

// (x0: A64Translation, x1: TTBR0_EL1 that maps the page of this code where it lies in memory, x2: that address)
// Called in the loader's tables; returns in the kernel's, on the same stack. No memory is touched in between.
.globl A64UseTranslation
.type A64UseTranslation, %function
A64UseTranslation:
    ldp     x3, x4, [x0, #TranslationTable]
    ldp     x5, x6, [x0, #TranslationControl]
    ldp     x7, x9, [x0, #TranslationVectors]
    mrs     x8, tcr_el1
    bic     x8, x8, #(1 << 7)           // EPD0
    msr     tcr_el1, x8
    msr     ttbr0_el1, x1
    isb
    tlbi    vmalle1
    dsb     nsh
    isb
    add     x2, x2, #(1f - A64PhysicalCode)
    br      x2
1:  mrs     x8, sctlr_el1
    bic     x8, x8, #1                  // M
    msr     sctlr_el1, x8
    isb
// (x3: table, x4: attributes, x5: control, x6: system control, x7: vectors, x9: user mode's table, x30: where to go on, a
// kernel address)
A64TurnOn:
    msr     vbar_el1, x7
    msr     ttbr1_el1, x3
    msr     ttbr0_el1, x9
    msr     mair_el1, x4
    msr     tcr_el1, x5
    isb
    tlbi    vmalle1                     // the old regime's: one address must not be found twice (Arm ARM D8.14.1)
    ic      iallu
    dsb     nsh
    isb
    msr     sctlr_el1, x6
    isb
    b       .                           // not reached: the fetch faults

// (x0: the physical address of the core's A64Core), as PSCI's CPU_ON starts a core: MMU off, exceptions masked, at EL2
// where there is one, else at EL1. PSCI (DEN0022) 6.4.
.globl A64CoreEntry
.type A64CoreEntry, %function
A64CoreEntry:
    mrs     x1, currentel
    cmp     x1, #(2 << 2)
    b.ne    2f
    mov     x1, #(1 << 31)              // HCR_EL2.RW: EL1 is AArch64; nothing is trapped, no second stage
    msr     hcr_el2, x1
    isb
    mov     x1, #3                      // CNTHCTL_EL2: EL1 reads counter and timer
    msr     cnthctl_el2, x1
    msr     cntvoff_el2, xzr
    mov     x1, #0x33ff                 // CPTR_EL2: RES1 bits alone, so that vector registers are not trapped
    msr     cptr_el2, x1
    msr     hstr_el2, xzr
    mrs     x1, id_aa64dfr0_el1
    ubfx    x1, x1, #8, #4
    add     x1, x1, #1
    tst     x1, #0xe                    // as in A64StartCycleCounter
    b.eq    1f
    mrs     x1, pmcr_el0
    ubfx    x1, x1, #11, #5             // MDCR_EL2.HPMN: all event counters are EL1's; nothing is trapped
    msr     mdcr_el2, x1
1:  mrs     x1, midr_el1                // what EL1 reads as its own
    msr     vpidr_el2, x1
    mrs     x1, mpidr_el1
    msr     vmpidr_el2, x1
    mrs     x1, id_aa64pfr0_el1
    ubfx    x1, x1, #24, #4             // GIC: system registers are there
    cbz     x1, 1f
    mrs     x1, icc_sre_el2
    orr     x1, x1, #0xf                // SRE, no bypass, Enable: EL1 may use them
    msr     icc_sre_el2, x1
    isb
    msr     ich_hcr_el2, xzr
1:  mov     x1, #0x30d0                 // SCTLR_EL1 as after a reset: RES1 bits of Armv8.0, MMU off
    movk    x1, #0x30d0, lsl #16
    and     x1, x1, #0xfffffffffffffffe
    msr     sctlr_el1, x1
    mov     x1, #0x3c4                  // EL1t, exceptions masked
    msr     spsr_el2, x1
    adr     x1, 2f
    msr     elr_el2, x1
    eret
2:  mov     x1, #(3 << 20)              // CPACR_EL1.FPEN, as in _start
    msr     cpacr_el1, x1
    isb
    msr     spsel, #1
    ldr     x1, [x0, #CoreFaultStackTop]
    mov     sp, x1
    msr     spsel, #0
    ldp     x1, x2, [x0, #CoreSelf]     // its address in the kernel's half; the stack's top
    mov     sp, x2
    msr     tpidr_el1, x1
    add     x0, x0, #CoreTranslation
    ldp     x3, x4, [x0, #TranslationTable]
    ldp     x5, x6, [x0, #TranslationControl]
    ldp     x7, x9, [x0, #TranslationVectors]
    mov     x29, #0
    sub     x30, x7, #(A64TransitionVectors - A64CoreContinue)
    b       A64TurnOn

// In the kernel's half again.
.type A64CoreContinue, %function
A64CoreContinue:
    mov     x30, #0
    mrs     x0, tpidr_el1
    bl      A64CoreBegins
    brk     #0

// While a core turns its MMU on: the fetch that faults lands in one of the first two groups' first entry, by the stack
// pointer in use, which is SP_EL0 always. The processor has changed to SP_EL1.
.balign 2048
.globl A64TransitionVectors
A64TransitionVectors:
    msr     spsel, #0
    adrp    x8, A64Vectors
    add     x8, x8, :lo12:A64Vectors
    msr     vbar_el1, x8
    isb
    ret

.section .note.GNU-stack, "", %progbits
