# A program that makes system calls, and a handler that answers them and does nothing else: Foreign.cs.

.intel_syntax noprefix
.text

.set ReturnToForeign, 79

# ForeignPage: sdk/abi.
.set PageRax, 0
.set PageR12, 96
.set PageStackPointer, 248
.set PageInstructionPointer, 256
.set PageHandlerStack, 320

# (page, rounds)
.p2align 4
.globl ForeignCalls
.type ForeignCalls, @function
ForeignCalls:
    push rbx
    push rbp
    push r12
    push r13
    push r14
    push r15
    mov [rdi + PageHandlerStack], rsp
    mov [rdi + PageStackPointer], rsp
    mov [rdi + PageR12], rsi
    lea rax, [rip + Program]
    mov [rdi + PageInstructionPointer], rax
    mov eax, ReturnToForeign
    syscall
    ud2

Program:
1:  mov eax, 39
    syscall
    dec r12
    jnz 1b
    xor eax, eax
    syscall
    ud2

# (rdi: page)
Handler:
    cmp qword ptr [rdi + PageRax], 0
    je 1f
    mov eax, ReturnToForeign
    syscall
    ud2
1:  pop r15
    pop r14
    pop r13
    pop r12
    pop rbp
    pop rbx
    ret

.globl ForeignHandler
.type ForeignHandler, @function
ForeignHandler:
    lea rax, [rip + Handler]
    ret

.section .note.GNU-stack,"",@progbits
