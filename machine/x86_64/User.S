# From user mode into the kernel and back. A thread's registers are stored where they stay until it goes on: in its
# context, to which GS leads while the core is in the kernel, and to which the task state segment sends interrupts.
#
#   SYSCALL    X64SystemCall ──► C# ──► a context ──► X64Resume ──► SYSRET or IRET
#   interrupt  X64InterruptCommon ─────────────────────┘
#   fault      X64FaultCommon ─────────────────────────┘

.intel_syntax noprefix
.include "Context.inc"
.include "General.inc"
.include "Vectors.inc"
.text

# Numbers of the calls that have a way of their own when nothing but words goes along: sdk/abi/IKernel.Messages.cs.
.set Call, 1
.set ReplyReceive, 2
.set Signal, 5
.set Yield, 6

# Beside a number: MessageInfo.AcceptsHandles (sdk/abi/Message.cs).
.set AcceptsHandles, 1 << 20

# The words of a message (rdx, r10, r8, r9; r12 to r14) stay where C# keeps them, and the handle.
# What the thread made of the call stays in its context: whether handles may come stands there.
.macro keepWords
    mov [rsp + ContextRax], rax
    mov rsp, gs:[CoreKernelStack]
    push rsi
    push r9
    mov rbx, rdx
    mov rbp, r10
    mov r15, r8
    mov rdi, gs:[CoreCoreLocal]
.endm

# (rax: number, rcx: return address, r11: flags; interrupts are off)
.p2align 6
.globl X64SystemCall
.type X64SystemCall, @function
X64SystemCall:
    swapgs
    mov gs:[CoreUserStack], rsp
    mov rsp, gs:[CoreContext]
    mov [rsp + ContextRip], rcx
    mov [rsp + ContextRflags], r11
    mov [rsp + ContextRbx], rbx
    mov [rsp + ContextRbp], rbp
    mov [rsp + ContextR12], r12
    mov [rsp + ContextR13], r13
    mov [rsp + ContextR14], r14
    mov [rsp + ContextR15], r15
    mov rcx, gs:[CoreUserStack]
    mov [rsp + ContextRsp], rcx
    cmp byte ptr [rsp + ContextForeignMode], ForeignNative
    jne X64ForeignEntry
.globl X64NativeCall
X64NativeCall:
    mov byte ptr [rsp + ContextEntry], EntrySystemCall
    cmp rax, Call
    je 1f
    cmp rax, ReplyReceive
    je 2f
    cmp rax, Signal
    je 3f
    cmp rax, Yield
    je 4f
    ja 6f
    test rax, rax
    jz X64LeaveNull
    jmp X64SlowCall

# Who takes handles may have none to send.
6:  test eax, AcceptsHandles
    jz X64SlowCall
    cmp rax, AcceptsHandles | Call
    je 1f
    cmp rax, AcceptsHandles | ReplyReceive
    jne X64SlowCall

2:  keepWords
    call X64FastReplyReceive
    test rax, rax
    jnz X64PassWords
    jmp X64BackToSlow
1:  keepWords
    call X64FastCall
    test rax, rax
    jnz X64PassWords

# Nothing was changed. The registers are as they were, but for those that C# does not keep.
X64BackToSlow:
    mov rdx, rbx
    mov r10, rbp
    mov r8, r15
    pop r9
    pop rsi
    xor edi, edi
    mov rsp, gs:[CoreContext]
    mov rax, [rsp + ContextRax]
    jmp X64SlowCall

# The thread that goes on is told that all is well, or what stands in its context already.
3:  mov qword ptr [rsp + ContextRax], 0
    mov rsp, gs:[CoreKernelStack]
    push rsi
    push rdx
    mov rdi, gs:[CoreCoreLocal]
    call X64FastSignal
    mov rdx, gs:[CoreContext]
    cmp rax, rdx
    je X64LeaveUnchanged
    test rax, rax
    jnz X64ResumeOther
    pop rdx
    pop rsi
    mov eax, Signal
    jmp 5f
4:  mov qword ptr [rsp + ContextRax], 0
    mov rsp, gs:[CoreKernelStack]
    mov rdi, gs:[CoreCoreLocal]
    call X64FastYield
    mov rdx, gs:[CoreContext]
    cmp rax, rdx
    je X64LeaveUnchanged
    test rax, rax
    jnz X64ResumeOther
    xor edx, edx
    xor esi, esi
    mov eax, Yield
5:  xor edi, edi
    xor r8d, r8d
    xor r9d, r9d
    xor r10d, r10d
    mov rsp, gs:[CoreContext]
    jmp X64SlowCall

# (rax: the context of the thread that the words go to, rdx: a badge, or 0)
X64PassWords:
    mov rsi, rdx
    cmp byte ptr gs:[CoreHasFsGsBase], 0
    je X64PassWordsByMemory
    mov rdi, gs:[CoreContext]
    rdfsbase rcx
    mov [rdi + ContextFsBase], rcx
    mov rcx, [rax + ContextFsBase]
    wrfsbase rcx
    mov gs:[CoreContext], rax
    lea rcx, [rax + ContextFrameEnd]
    mov rdx, gs:[CoreTaskState]
    mov [rdx + TaskStateKernelStack], rcx
    mov rcx, rax
    mov eax, -1
    mov edx, -1
    cmp byte ptr gs:[CoreVectorMode], VectorFxsave
    je 2f
    xrstor64 gs:[CoreInitialVector]
1:  mov rdx, rbx
    mov r10, rbp
    mov r8, r15
    pop r9
    mov r11, [rcx + ContextRflags]
    mov rsp, [rcx + ContextRsp]
    mov rbx, [rcx + ContextRbx]
    mov rbp, [rcx + ContextRbp]
    mov r15, [rcx + ContextR15]
    swapgs
    rdgsbase rax
    mov [rdi + ContextGsBase], rax
    mov rax, [rcx + ContextGsBase]
    wrgsbase rax
    mov rcx, [rcx + ContextRip]
    xor eax, eax
    xor edi, edi
    sysretq
2:  fxrstor64 gs:[CoreInitialVector]
    jmp 1b

# Without the instructions that set bases the words go the long way round.
X64PassWordsByMemory:
    mov [rax + ContextRsi], rsi
    mov [rax + ContextRdx], rbx
    mov [rax + ContextR10], rbp
    mov [rax + ContextR8], r15
    pop r9
    mov [rax + ContextR9], r9
    mov [rax + ContextR12], r12
    mov [rax + ContextR13], r13
    mov [rax + ContextR14], r14
    mov qword ptr [rax + ContextRax], 0
    jmp X64Resume

# (rax: context) The same thread goes on, and all it is told is that all is well. Nothing of the kernel's stays in its registers.
X64LeaveUnchanged:
    mov rsp, rax
X64LeaveNull:
    cmp byte ptr gs:[CoreHasAvx], 0
    je 1f
    vzeroall
    xor eax, eax
    mov rcx, [rsp + ContextRip]
    mov r11, [rsp + ContextRflags]
    mov rsp, [rsp + ContextRsp]
    xor edi, edi
    xor esi, esi
    xor edx, edx
    xor r8d, r8d
    xor r9d, r9d
    xor r10d, r10d
    swapgs
    sysretq
1:  mov rax, rsp
    mov qword ptr [rax + ContextRax], 0
    jmp X64LeaveSystemCall

.globl X64SlowCall
X64SlowCall:
    mov [rsp + ContextRax], rax
    mov [rsp + ContextRdi], rdi
    mov [rsp + ContextRsi], rsi
    mov [rsp + ContextRdx], rdx
    mov [rsp + ContextR10], r10
    mov [rsp + ContextR8], r8
    mov [rsp + ContextR9], r9
    mov rsi, rsp
    mov rsp, gs:[CoreKernelStack]
    mov rdi, gs:[CoreCoreLocal]
    call X64KernelSystemCall

# (rax: the context to go on with)
.globl X64Resume
.type X64Resume, @function
X64Resume:
    mov rdx, gs:[CoreContext]
    cmp rax, rdx
    je 3f
# (rdx: the context of the thread that was left)
X64ResumeOther:
    cmp byte ptr gs:[CoreHasFsGsBase], 0
    je 4f
    rdfsbase rcx
    mov [rdx + ContextFsBase], rcx
    mov rcx, [rax + ContextFsBase]
    wrfsbase rcx
    swapgs
    rdgsbase r8
    mov rcx, [rax + ContextGsBase]
    wrgsbase rcx
    swapgs
    mov [rdx + ContextGsBase], r8
2:  mov gs:[CoreContext], rax
    lea rcx, [rax + ContextFrameEnd]
    mov rdx, gs:[CoreTaskState]
    mov [rdx + TaskStateKernelStack], rcx
    cmp byte ptr [rax + ContextEntry], EntrySystemCall
    jne X64LeaveInterrupt

# Vector registers are dead across system calls: whoever goes on finds them as after reset.
X64LeaveSystemCall:
    mov rbx, rax
    mov eax, -1
    mov edx, -1
    cmp byte ptr gs:[CoreVectorMode], VectorFxsave
    je 5f
    xrstor64 gs:[CoreInitialVector]
1:  mov rax, [rbx + ContextRax]
    mov rcx, [rbx + ContextRip]
    mov r11, [rbx + ContextRflags]
    mov rsp, [rbx + ContextRsp]
    mov rdi, [rbx + ContextRdi]
    mov rsi, [rbx + ContextRsi]
    mov rdx, [rbx + ContextRdx]
    mov rbp, [rbx + ContextRbp]
    mov r8, [rbx + ContextR8]
    mov r9, [rbx + ContextR9]
    mov r10, [rbx + ContextR10]
    mov r12, [rbx + ContextR12]
    mov r13, [rbx + ContextR13]
    mov r14, [rbx + ContextR14]
    mov r15, [rbx + ContextR15]
    mov rbx, [rbx + ContextRbx]
    swapgs
    sysretq
# Who was not left has nothing of others' in them, but for what C# has put into some.
3:  cmp byte ptr [rax + ContextEntry], EntrySystemCall
    jne X64LeaveInterrupt
    cmp byte ptr gs:[CoreHasAvx], 0
    je X64LeaveSystemCall
    mov rbx, rax
    vzeroall
    jmp 1b
# Without the instructions that set bases user mode cannot set them itself: the kernel knows what it is to find. But it can
# lose them by loading a selector.
4:  mov rdi, rax
    mov ecx, FsBaseRegister
    mov eax, [rdi + ContextFsBase]
    mov edx, [rdi + ContextFsBase + 4]
    wrmsr
    mov rax, rdi
    jmp 2b
5:  fxrstor64 gs:[CoreInitialVector]
    jmp 1b

# The thread did not choose to enter the kernel: it gets everything back. What IRET takes lies in the context already.
X64LeaveInterrupt:
    mov rsp, rax
    cmp byte ptr [rsp + ContextEntry], EntryFresh
    mov eax, -1
    mov edx, -1
    je 2f
    cmp byte ptr gs:[CoreVectorMode], VectorFxsave
    je 1f
    xrstor64 [rsp + ContextVectorState]
    jmp 4f
1:  fxrstor64 [rsp + ContextVectorState]
    jmp 4f
2:  cmp byte ptr gs:[CoreVectorMode], VectorFxsave
    je 3f
    xrstor64 gs:[CoreInitialVector]
    jmp 4f
3:  fxrstor64 gs:[CoreInitialVector]
4:  popGeneral
    add rsp, 16
    swapgs
    iretq

# From user mode, by an interrupt or a fault: GS is the kernel's again, all registers are in the context, and rsp leads
# there. Stores the vector state, which C# would change, and calls (rdi: context). The flag that opens user memory to the
# kernel is one that user mode may set, too.
.macro entered function
    cmp byte ptr gs:[CoreHasSmap], 0
    je 9f
    clac
9:
    mov rbx, rsp
    mov byte ptr [rbx + ContextEntry], EntryInterrupt
    storeVectors rbx
    mov rdi, rbx
    mov rsp, gs:[CoreKernelStack]
    call \function
    jmp X64Resume
.endm

.globl X64UserInterrupt
X64UserInterrupt:
    entered X64KernelInterrupt

.globl X64UserFault
X64UserFault:
    entered X64KernelFault

# (rdi: context) For good.
.globl X64ResumeFirst
.type X64ResumeFirst, @function
X64ResumeFirst:
    mov rax, rdi
    mov rsp, gs:[CoreKernelStack]
    jmp X64Resume

# (rdi: root of page tables) Mostly there is nothing to be done beside; where the TLB tells spaces apart, Translations.cs says
# what an identifier is, and does all but the frequent case: the core still knows translations of these tables, and keeps
# them (bit 63); and no I/O ports are open.
.p2align 4
.globl X64UseSpace
.type X64UseSpace, @function
X64UseSpace:
    cmp word ptr gs:[CoreArePortsOpen], 0
    jne 1f
    mov cr3, rdi
    ret
1:  cmp byte ptr gs:[CoreArePortsOpen], 0
    jne X64UseOtherSpace
    mov eax, edi
    shr eax, 12
    and eax, 0xFFF
    cmp gs:[CoreTranslations + rax * 8], rdi
    jne X64UseOtherSpace
    or rax, rdi
    bts rax, 63
    mov cr3, rax
    ret

# (rdi: to, rsi: from, rdx: bytes) Copies where one side is user memory, which may not be there. Returns 0, or where it
# faulted; X64Faults knows these labels.
.globl X64CopyUserBegin, X64CopyUserEnd, X64CopyUserFault
.p2align 4
.globl X64CopyUser
.type X64CopyUser, @function
X64CopyUser:
    cmp byte ptr gs:[CoreHasSmap], 0
    je 1f
    stac
1:  mov rcx, rdx
    shr rcx, 3
X64CopyUserBegin:
    rep movsq
    mov ecx, edx
    and ecx, 7
    rep movsb
X64CopyUserEnd:
    xor eax, eax
    jmp 2f
X64CopyUserFault:
    mov rax, cr2
2:  cmp byte ptr gs:[CoreHasSmap], 0
    je 3f
    clac
3:  ret

.section .note.GNU-stack,"",@progbits
