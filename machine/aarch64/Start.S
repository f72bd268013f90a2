// The kernel's first instructions. State on entry by the Limine protocol ("Machine state at entry"): EL1, MMU and
// caches on, interrupts masked, SP_EL0 in use as the stack pointer, of at least 64 KiB, and no further promise.

.text

// The kernel runs on SP_EL0 for good (see Entry.S); there is no caller to return to.
.globl _start
_start:
    msr     spsel, #0
    mov     x0, #(3 << 20)          // CPACR_EL1.FPEN: no trap of vector registers (Arm ARM D19.2.30)
    msr     cpacr_el1, x0
    isb
    mov     x29, xzr
    mov     x30, xzr
    bl      KernelStart
    brk     #0

// References that the compiler's generated library start-up makes; it never runs.
.globl RhpReversePInvoke
RhpReversePInvoke:
.globl RhpReversePInvokeReturn
RhpReversePInvokeReturn:
    brk     #1

// Stores an object reference: *x14 = x15, x14 advances. Nothing moves in the kernel, so a plain store is all.
.globl RhpAssignRefArm64
RhpAssignRefArm64:
    str     x15, [x14], #8
    ret

.data
.balign 8
.globl RhpTrapThreads
RhpTrapThreads:
    .quad   0
.globl __security_cookie
__security_cookie:
    .quad   0

.section .note.GNU-stack, "", %progbits
