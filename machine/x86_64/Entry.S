# Every way into the kernel: its first instruction, and the vectors of faults and interrupts.

.intel_syntax noprefix
.include "EnableSse.inc"
.include "UseNoCore.inc"
.include "Context.inc"
.include "General.inc"
.text

.set PageFault, 14

# Boot protocols, as KernelStart takes them.
.set ProtocolLimine, 0

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
    mov r8, rdx
    UseNoCore
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
.if \vector == 1
    jmp X64DebugFault
.elseif (\vector == 2) || (\vector == 8) || (\vector == 18)
    jmp X64ParanoidFault
.else
    jmp X64FaultCommon
.endif
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

# Faults that have a stack of their own may come where GS is not what the privilege level says: at the first
# instructions of a system call and the last of the way back. The register itself tells, since the kernel's half is negative.
.type X64ParanoidFault, @function
X64ParanoidFault:
    push rax
    push rcx
    push rdx
    mov ecx, GsBaseRegister
    rdmsr
    test edx, edx
    js 1f
    swapgs
1:  pop rdx
    pop rcx
    pop rax
    jmp X64KernelFaultCommon

# A debug exception of user mode's own: what the processor pushed is moved to the thread's context, and it goes on as any other fault.
.type X64DebugFault, @function
X64DebugFault:
    test byte ptr [rsp + 24], 3
    jz X64ParanoidFault
    swapgs
    push rax
    push rbx
    mov rax, gs:[CoreContext]
.irp word, 0, 8, 16, 24, 32, 40, 48
    mov rbx, [rsp + 16 + \word]
    mov [rax + ContextVector + \word], rbx
.endr
    pop rbx
    pop rax
    mov rsp, gs:[CoreContext]
    lea rsp, [rsp + ContextVector]
    jmp X64UserFaultCommon

.type X64FaultCommon, @function
X64FaultCommon:
    test byte ptr [rsp + 24], 3
    jz X64KernelFaultCommon
    swapgs
X64UserFaultCommon:
    pushGeneral
    cld
    jmp X64UserFault

X64KernelFaultCommon:
    pushGeneral
    cld
    cmp dword ptr [rsp + ContextVector], PageFault
    je X64KernelPageFault
.globl X64KernelOtherFault
X64KernelOtherFault:
    mov rdi, rsp
    mov rbx, rsp
    and rsp, -16
    call X64Fault
# It returns only where a copy from or to user memory is to go on elsewhere.
    mov rsp, rbx
    popGeneral
    add rsp, 16
    iretq

# Interrupts 32 to 255. In the kernel they are on only inside X64WaitForInterrupt and X64TakePendingInterrupts, where
# nothing but what C# keeps anyway is live: so nothing is saved. From user mode they arrive in the thread's context.
.macro interrupt vector
.p2align 4
    push 0
    push \vector
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
    test byte ptr [rsp + 24], 3
    jnz 1f
    push rbp
    mov rbp, rsp
    mov edi, [rsp + 8]
    call X64Interrupt
    pop rbp
    add rsp, 16
    iretq
1:  swapgs
    pushGeneral
    cld
    jmp X64UserInterrupt

.section .rodata
.p2align 3
.globl X64NoCore
X64NoCore: .quad 0, 0

.bss
.p2align 12
.globl BootStackGuard
BootStackGuard: .skip 4096
BootStack: .skip 128 * 1024
.globl BootStackTop
BootStackTop:

.section .note.GNU-stack,"",@progbits
