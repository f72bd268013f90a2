// From user mode into the kernel and back.

.text

// (x0: context) For good.
.globl A64ResumeFirst
.type A64ResumeFirst, %function
A64ResumeFirst:
    brk     #0

// (x0: to, x1: from, x2: bytes) Copies where one side is user memory, which may not be there, by instructions that may
// do what user mode may, whatever PAN says (Arm ARM C6.2.198, "LDTR"). Returns 0, or where it faulted; Faults.cs knows
// these labels. Of user memory words are read and written where they are aligned, so that none is on two pages.
.globl A64CopyUserBegin
A64CopyUserBegin:
.globl A64CopyFromUser
.type A64CopyFromUser, %function
A64CopyFromUser:
    cbz     x2, 4f
1:  tst     x1, #7
    b.eq    2f
    ldtrb   w3, [x1]
    strb    w3, [x0], #1
    add     x1, x1, #1
    subs    x2, x2, #1
    b.ne    1b
    b       4f
2:  subs    x2, x2, #8
    b.lo    3f
    ldtr    x3, [x1]
    str     x3, [x0], #8
    add     x1, x1, #8
    b       2b
3:  adds    x2, x2, #8
    b.eq    4f
5:  ldtrb   w3, [x1]
    strb    w3, [x0], #1
    add     x1, x1, #1
    subs    x2, x2, #1
    b.ne    5b
4:  mov     x0, #0
    ret

.globl A64CopyToUser
.type A64CopyToUser, %function
A64CopyToUser:
    cbz     x2, 4f
1:  tst     x0, #7
    b.eq    2f
    ldrb    w3, [x1], #1
    sttrb   w3, [x0]
    add     x0, x0, #1
    subs    x2, x2, #1
    b.ne    1b
    b       4f
2:  subs    x2, x2, #8
    b.lo    3f
    ldr     x3, [x1], #8
    sttr    x3, [x0]
    add     x0, x0, #8
    b       2b
3:  adds    x2, x2, #8
    b.eq    4f
5:  ldrb    w3, [x1], #1
    sttrb   w3, [x0]
    add     x0, x0, #1
    subs    x2, x2, #1
    b.ne    5b
4:  mov     x0, #0
    ret
.globl A64CopyUserEnd
A64CopyUserEnd:

.section .note.GNU-stack, "", %progbits
