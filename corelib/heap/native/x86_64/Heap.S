# What the heap half of the core library needs in assembly. Unix and Windows (UEFI) conventions.
.intel_syntax noprefix
.text

#ifdef _WIN32
#define FIRST rcx
#define SECOND rdx
#else
#define FIRST rdi
#define SECOND rsi
#endif

# Stores of references, of which the collector does not have to hear.
# (place, reference)
.globl RhpAssignRef
.globl RhpCheckedAssignRef
RhpAssignRef:
RhpCheckedAssignRef:
    mov [FIRST], SECOND
    ret

# Copies the reference at rsi to rdi and moves both on; only rax and rcx may be lost.
.globl RhpByRefAssignRef
RhpByRefAssignRef:
    mov rax, [rsi]
    mov [rdi], rax
    add rdi, 8
    add rsi, 8
    ret

# A call through an interface: the object is the first argument, the call site's cell is in r11.
.globl RhpInitialDynamicInterfaceDispatch
RhpInitialDynamicInterfaceDispatch:
#ifdef _WIN32
    push rcx
    push rdx
    push r8
    push r9
    sub rsp, 32 + 64 + 8
    movaps [rsp + 32], xmm0
    movaps [rsp + 48], xmm1
    movaps [rsp + 64], xmm2
    movaps [rsp + 80], xmm3
    mov rdx, r11
    call DiesisResolveInterfaceCall
    movaps xmm0, [rsp + 32]
    movaps xmm1, [rsp + 48]
    movaps xmm2, [rsp + 64]
    movaps xmm3, [rsp + 80]
    add rsp, 32 + 64 + 8
    pop r9
    pop r8
    pop rdx
    pop rcx
#else
    push rdi
    push rsi
    push rdx
    push rcx
    push r8
    push r9
    sub rsp, 128 + 8
    movaps [rsp], xmm0
    movaps [rsp + 16], xmm1
    movaps [rsp + 32], xmm2
    movaps [rsp + 48], xmm3
    movaps [rsp + 64], xmm4
    movaps [rsp + 80], xmm5
    movaps [rsp + 96], xmm6
    movaps [rsp + 112], xmm7
    mov rsi, r11
    call DiesisResolveInterfaceCall
    movaps xmm0, [rsp]
    movaps xmm1, [rsp + 16]
    movaps xmm2, [rsp + 32]
    movaps xmm3, [rsp + 48]
    movaps xmm4, [rsp + 64]
    movaps xmm5, [rsp + 80]
    movaps xmm6, [rsp + 96]
    movaps xmm7, [rsp + 112]
    add rsp, 128 + 8
    pop r9
    pop r8
    pop rcx
    pop rdx
    pop rsi
    pop rdi
#endif
    jmp rax

# void DiesisWithRegistersOnStack(void (*action)(byte* stack)): calls it when all registers that callers may still need
# lie on the stack, given the place of the last of them.
.globl DiesisWithRegistersOnStack
DiesisWithRegistersOnStack:
    push rbx
    push rbp
    push r12
    push r13
    push r14
    push r15
#ifdef _WIN32
    push rdi
    push rsi
    mov rax, rcx
    mov rcx, rsp
    sub rsp, 32 + 8
    call rax
    add rsp, 32 + 8
    pop rsi
    pop rdi
#else
    mov rax, rdi
    mov rdi, rsp
    sub rsp, 8
    call rax
    add rsp, 8
#endif
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbp
    pop rbx
    ret

#ifndef _WIN32
# ThreadBlock* DiesisCurrentThread(): whose first word is its own address.
.globl DiesisCurrentThread
DiesisCurrentThread:
    mov rax, fs:[0]
    ret
#endif

# byte* DiesisImageHeader(): the compiler's list of the image's sections.
.globl DiesisImageHeader
DiesisImageHeader:
    lea rax, [rip + __ReadyToRunHeader]
    ret

#ifndef _WIN32
.section .note.GNU-stack,"",@progbits
#endif
