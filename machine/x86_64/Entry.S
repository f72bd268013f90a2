# Every way into the kernel: its first instruction, and the vectors of faults and interrupts.

.intel_syntax noprefix
.include "EnableSse.inc"
.text

# Boot protocols, as KernelStart takes them.
.set ProtocolLimine, 0

.set GsBaseRegister, 0xC0000101

# Limine's entry: long mode, its page tables, its stack, interrupts off.
.globl _start
.type _start, @function
_start:
    rdtsc
    shl rdx, 32
    or rdx, rax
    mov edi, ProtocolLimine
    xor esi, esi
# (rdi: protocol, rsi: what it hands over, rdx: cycles at entry)
.globl X64EnterKernel
X64EnterKernel:
    cld
    EnableSse
# Until the boot core has its own block, GS leads to one of zeros (Core.cs).
    mov r8, rdx
    lea rax, [rip + X64NoCore]
    mov rdx, rax
    shr rdx, 32
    mov ecx, GsBaseRegister
    wrmsr
    mov rdx, r8
    lea rsp, [rip + BootStackTop]
    xor ebp, ebp
    push rbp
    push rbp
    call KernelStart
    ud2

# Faults 0 to 31. What the processor does not push as an error code, the stub does, so that X64FaultFrame fits all.
.macro fault vector, pushesError
.p2align 4
.if \pushesError == 0
    push 0
.endif
    push \vector
    jmp X64FaultCommon
.endm

# 8, 10 to 14, 17, 21, 29 and 30 push an error code (SDM 3A, table 7-1; APM 2, table 8-1).
.p2align 4
.globl X64FaultStubs
X64FaultStubs:
.altmacro
.set vector, 0
.rept 32
    .if (vector == 8) || ((vector >= 10) && (vector <= 14)) || (vector == 17) || (vector == 21) || (vector == 29) || (vector == 30)
        fault %vector, 1
    .else
        fault %vector, 0
    .endif
    .set vector, vector + 1
.endr

.type X64FaultCommon, @function
X64FaultCommon:
    push rax
    push rbx
    push rcx
    push rdx
    push rsi
    push rdi
    push rbp
    push r8
    push r9
    push r10
    push r11
    push r12
    push r13
    push r14
    push r15
    cld
    mov rdi, rsp
    and rsp, -16
    call X64Fault
    ud2

# Interrupts 32 to 255. They are on only inside X64WaitForInterrupt and X64TakePendingInterrupts, where nothing but what
# C# keeps anyway is live: so nothing is saved. The processor aligned the stack to 16 and pushed five words.
.macro interrupt vector
.p2align 4
    push rbp
    mov ebp, \vector
    jmp X64InterruptCommon
.endm

.p2align 4
.globl X64InterruptStubs
X64InterruptStubs:
.set vector, 32
.rept 224
    interrupt %vector
    .set vector, vector + 1
.endr
.noaltmacro

.type X64InterruptCommon, @function
X64InterruptCommon:
    mov edi, ebp
    mov rbp, rsp
    call X64Interrupt
    pop rbp
    iretq

.section .rodata
.p2align 3
X64NoCore: .quad 0, 0

.bss
.p2align 12
.globl BootStackGuard
BootStackGuard: .skip 4096
BootStack: .skip 128 * 1024
.globl BootStackTop
BootStackTop:

.section .note.GNU-stack,"",@progbits
