# What the heap half of the core library needs in assembly.
.text

# Stores of references. The collector does not have to hear of them, but another core that sees a reference has to see what
# was stored in the object before.
# (place, reference)
.globl RhpAssignRef
.globl RhpCheckedAssignRef
RhpAssignRef:
RhpCheckedAssignRef:
    dmb ishst
    str x1, [x0]
    ret

# The code generator's own: the reference in x15 to the place in x14, which moves on. RhpAssignRefArm64, which does the
# same, is not here: the code generator names it in every image, so every image has it already.
.globl RhpCheckedAssignRefArm64
RhpCheckedAssignRefArm64:
    dmb ishst
    str x15, [x14], #8
    ret

# Copies the reference at x13 to x14 and moves both on; x15 may be lost.
.globl RhpByRefAssignRefArm64
RhpByRefAssignRefArm64:
    ldr x15, [x13], #8
    dmb ishst
    str x15, [x14], #8
    ret

# A call through an interface: the object is the first argument, the call site's cell is in x11. x8 is where a struct
# that is returned goes.
.globl RhpInitialDynamicInterfaceDispatch
RhpInitialDynamicInterfaceDispatch:
    stp x29, x30, [sp, #-224]!
    mov x29, sp
    stp x0, x1, [sp, #16]
    stp x2, x3, [sp, #32]
    stp x4, x5, [sp, #48]
    stp x6, x7, [sp, #64]
    str x8, [sp, #80]
    stp q0, q1, [sp, #96]
    stp q2, q3, [sp, #128]
    stp q4, q5, [sp, #160]
    stp q6, q7, [sp, #192]
    mov x1, x11
    bl DiesisResolveInterfaceCall
    mov x16, x0
    ldp x0, x1, [sp, #16]
    ldp x2, x3, [sp, #32]
    ldp x4, x5, [sp, #48]
    ldp x6, x7, [sp, #64]
    ldr x8, [sp, #80]
    ldp q0, q1, [sp, #96]
    ldp q2, q3, [sp, #128]
    ldp q4, q5, [sp, #160]
    ldp q6, q7, [sp, #192]
    ldp x29, x30, [sp], #224
    br x16

# void DiesisWithRegistersOnStack(void (*action)(byte* stack)): calls it when all registers that callers may still need
# lie on the stack, given the place of the last of them.
.globl DiesisWithRegistersOnStack
DiesisWithRegistersOnStack:
    stp x29, x30, [sp, #-96]!
    mov x29, sp
    stp x19, x20, [sp, #16]
    stp x21, x22, [sp, #32]
    stp x23, x24, [sp, #48]
    stp x25, x26, [sp, #64]
    stp x27, x28, [sp, #80]
    mov x1, x0
    mov x0, sp
    blr x1
    ldp x19, x20, [sp, #16]
    ldp x21, x22, [sp, #32]
    ldp x23, x24, [sp, #48]
    ldp x25, x26, [sp, #64]
    ldp x27, x28, [sp, #80]
    ldp x29, x30, [sp], #96
    ret

# ThreadBlock* DiesisCurrentThread()
.globl DiesisCurrentThread
DiesisCurrentThread:
    mrs x0, tpidr_el0
    ret

# byte* DiesisImageHeader(): the compiler's list of the image's sections.
.globl DiesisImageHeader
DiesisImageHeader:
    adrp x0, __ReadyToRunHeader
    add x0, x0, :lo12:__ReadyToRunHeader
    ret

#ifndef _WIN32
.section .note.GNU-stack,"",@progbits
#endif
