# Where a process's first thread starts, and every other thread that the library starts.

.intel_syntax noprefix
.text

# The address of the StartBlock is in rdi, as the first argument of a call.
.globl _start
.type _start, @function
_start:
    xor ebp, ebp
    and rsp, -16
    call DiesisStart
    ud2

# A thread's argument is where its stack begins; there lie the function and what it is given (ThreadStack.cs).
.globl DiesisThreadStart
.type DiesisThreadStart, @function
DiesisThreadStart:
    xor ebp, ebp
    mov rax, [rdi]
    mov rdi, [rdi + 8]
    call rax
    xor edi, edi
    call DiesisThreadEnd
    ud2

# void* DiesisThreadEntry()
.globl DiesisThreadEntry
.type DiesisThreadEntry, @function
DiesisThreadEntry:
    lea rax, [rip + DiesisThreadStart]
    ret

.globl DiesisFault
.type DiesisFault, @function
DiesisFault:
    ud2

.section .note.GNU-stack,"",@progbits
