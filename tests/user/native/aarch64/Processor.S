// What every processor has: blocks of level 1 of the 4 KiB granule are 1 GiB (Arm ARM D8.2).

.text

.globl HasHugePages
.type HasHugePages, %function
HasHugePages:
    mov     w0, #1
    ret

.section .note.GNU-stack,"",%progbits
