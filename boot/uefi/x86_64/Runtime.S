/* What the compiler expects to find besides C#: block operations, and names that only code which never runs refers to.
   UEFI's calling convention. */

.intel_syntax noprefix
.text

/* void* memmove(void* destination, const void* source, size_t length): the two may overlap. */
.globl memmove
.globl memcpy
memmove:
memcpy:
    push rsi
    push rdi
    mov rax, rcx
    mov rdi, rcx
    mov rsi, rdx
    mov rcx, r8
    mov rdx, rdi
    sub rdx, rsi
    cmp rdx, r8
    jb 1f
    rep movsb
    jmp 2f
1:  lea rdi, [rdi + rcx - 1]
    lea rsi, [rsi + rcx - 1]
    std
    rep movsb
    cld
2:  pop rdi
    pop rsi
    ret

/* void* memset(void* destination, int value, size_t length) */
.globl memset
memset:
    push rdi
    mov r9, rcx
    mov rdi, rcx
    mov eax, edx
    mov rcx, r8
    rep stosb
    mov rax, r9
    pop rdi
    ret

/* Transitions between managed and unmanaged code: there is one kind of code here, and no collector. */
.globl RhpReversePInvoke
RhpReversePInvoke:
.globl RhpReversePInvokeReturn
RhpReversePInvokeReturn:
.globl RhpGcPoll
RhpGcPoll:
    ret

.data
.balign 8
.globl RhpTrapThreads
RhpTrapThreads: .quad 0
.globl __security_cookie
__security_cookie: .quad 0
