/* What the compiler expects to find besides C#: block operations, and names that only code which never runs refers to. */

.text

/* void* memmove(void* destination, const void* source, size_t length): the two may overlap. */
.globl memmove
.globl memcpy
memmove:
memcpy:
    sub x3, x0, x1
    cmp x3, x2
    b.lo 4f
    mov x4, x0
1:  cmp x2, #16
    b.lo 2f
    ldp x5, x6, [x1], #16
    stp x5, x6, [x4], #16
    sub x2, x2, #16
    b 1b
2:  cbz x2, 3f
    ldrb w5, [x1], #1
    strb w5, [x4], #1
    sub x2, x2, #1
    b 2b
3:  ret
4:  cbz x2, 3b
    sub x2, x2, #1
    ldrb w5, [x1, x2]
    strb w5, [x0, x2]
    b 4b

/* void* memset(void* destination, int value, size_t length) */
.globl memset
memset:
    and x1, x1, #0xff
    mov x3, #0x0101010101010101
    mul x1, x1, x3
    mov x4, x0
1:  cmp x2, #16
    b.lo 2f
    stp x1, x1, [x4], #16
    sub x2, x2, #16
    b 1b
2:  cbz x2, 3f
    strb w1, [x4], #1
    sub x2, x2, #1
    b 2b
3:  ret

/* Transitions between managed and unmanaged code: there is one kind of code here, and no collector. */
.globl RhpReversePInvoke
RhpReversePInvoke:
.globl RhpReversePInvokeReturn
RhpReversePInvokeReturn:
.globl RhpGcPoll
RhpGcPoll:
    ret

/* Storing a reference into an object: RhpAssignRefArm64 takes the place in x14 and the reference in x15. */
.globl RhpAssignRefArm64
RhpAssignRefArm64:
    str x15, [x14], #8
    ret

.data
.balign 8
.globl RhpTrapThreads
RhpTrapThreads: .quad 0
.globl __security_cookie
__security_cookie: .quad 0
