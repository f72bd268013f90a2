// Where a process's first thread starts, and every other thread that the library starts.

.text

// The address of the StartBlock is in x0, as the first argument of a call.
.globl _start
.type _start, %function
_start:
    mov     x29, #0
    mov     x30, #0
    bl      DiesisStart
    brk     #0

// A thread's argument is where its stack begins; there lie the function and what it is given (ThreadStack.cs).
.globl DiesisThreadStart
.type DiesisThreadStart, %function
DiesisThreadStart:
    mov     x29, #0
    ldp     x1, x0, [x0]
    blr     x1
    mov     x0, #0
    bl      DiesisThreadEnd
    brk     #0

// void* DiesisThreadEntry()
.globl DiesisThreadEntry
.type DiesisThreadEntry, %function
DiesisThreadEntry:
    adrp    x0, DiesisThreadStart
    add     x0, x0, :lo12:DiesisThreadStart
    ret

.globl DiesisFault
.type DiesisFault, %function
DiesisFault:
    udf     #0

.section .note.GNU-stack, "", %progbits
