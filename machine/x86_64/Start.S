.intel_syntax noprefix
.text
.globl _start
_start:
    xor ebp, ebp
    push rbp
    call KernelStart
1:  cli
    hlt
    jmp 1b

.globl X64WritePort8
X64WritePort8:
    mov edx, edi
    mov eax, esi
    out dx, al
    ret

.globl memmove
memmove:
    mov rax, rdi
    mov rcx, rdx
    mov r8, rdi
    sub r8, rsi
    cmp r8, rdx
    jb 2f
    rep movsb
    ret
2:  lea rdi, [rdi + rdx - 1]
    lea rsi, [rsi + rdx - 1]
    std
    rep movsb
    cld
    ret
.globl memcpy
memcpy = memmove
.globl memset
memset:
    mov r8, rdi
    mov eax, esi
    mov rcx, rdx
    rep stosb
    mov rax, r8
    ret
.globl RhpReversePInvoke
RhpReversePInvoke: ud2
.globl RhpReversePInvokeReturn
RhpReversePInvokeReturn: ud2
.data
.globl RhpTrapThreads
RhpTrapThreads: .quad 0
.globl __security_cookie
__security_cookie: .quad 0
.section .note.GNU-stack,"",@progbits
