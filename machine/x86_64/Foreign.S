# Foreign threads: what their programs ask of a kernel enters a handler in the same process, and the handler lets them go
# on. Every system call of another system's program goes this way, so it is short: the registers go straight to the page in
# user memory and come from there. Where that page cannot be touched, or more than a system call would change is to be loaded,
# C# does it (CpuDriver.Foreign.cs). Vector registers are not touched.
#
#   program: SYSCALL ──► X64ForeignCall ──► handler ──► SYSCALL, ReturnToForeign ──► X64ForeignReturn ──► program

.intel_syntax noprefix
.include "Context.inc"
.include "General.inc"
.include "Vectors.inc"
.text

.macro openUserMemory
    cmp byte ptr gs:[CoreHasSmap], 0
    je 9f
    stac
9:
.endm

.macro closeUserMemory
    cmp byte ptr gs:[CoreHasSmap], 0
    je 9f
    clac
9:
.endm

# Where the kernel alone can set it. Changes rax, rcx and rdx.
.macro setThreadPointer context, value
    mov [\context + ContextFsBase], \value
    mov ecx, FsBaseRegister
    mov rax, \value
    mov rdx, \value
    shr rdx, 32
    wrmsr
.endm

# sdk/abi/IKernel.Threads.cs
.set ReturnToForeign, 79

# (as at X64SystemCall; rsp: context, in it rip, flags, rsp and what C# keeps; rcx and r11 are free) The thread's program makes
# another system's calls, its handler those of this one.
.p2align 6
.globl X64ForeignEntry
.type X64ForeignEntry, @function
X64ForeignEntry:
    cmp byte ptr [rsp + ContextForeignMode], ForeignProgram
    je X64ForeignCall
    cmp rax, ReturnToForeign
    jne X64NativeCall
    mov byte ptr [rsp + ContextEntry], EntrySystemCall
    jmp X64ForeignReturn

# Until the last touch of the page no other register changes: a page that is not there leads to X64ForeignCallFault with all of
# them.
.p2align 6
.type X64ForeignCall, @function
X64ForeignCall:
    mov rcx, [rsp + ContextForeignPage]
    mov rsp, gs:[CoreKernelStack]
    openUserMemory
X64ForeignCallBegin:
    mov [rcx + PageRax], rax
    mov [rcx + PageRdx], rdx
    mov [rcx + PageRbx], rbx
    mov [rcx + PageRbp], rbp
    mov [rcx + PageRsi], rsi
    mov [rcx + PageRdi], rdi
    mov [rcx + PageR8], r8
    mov [rcx + PageR9], r9
    mov [rcx + PageR10], r10
    mov [rcx + PageR12], r12
    mov [rcx + PageR13], r13
    mov [rcx + PageR14], r14
    mov [rcx + PageR15], r15
    mov r11, gs:[CoreUserStack]
    mov [rcx + PageRsp], r11
    mov [rcx + PageStackPointer], r11
    mov r11, gs:[CoreContext]
    mov r11, [r11 + ContextRip]
    mov [rcx + PageRcx], r11
    mov [rcx + PageInstructionPointer], r11
    mov r11, gs:[CoreContext]
    mov r11, [r11 + ContextRflags]
    mov [rcx + PageR11], r11
    mov [rcx + PageFlags], r11
    cmp byte ptr gs:[CoreHasFsGsBase], 0
    je 2f
    rdfsbase r11
1:  mov [rcx + PageThreadPointer], r11
    mov qword ptr [rcx + PageReason], 0
    mov qword ptr [rcx + PageIsInHandler], 1
    mov rdx, [rcx + PageHandlerStack]
X64ForeignCallEnd:
    closeUserMemory
    mov rdi, rcx
    mov rsi, gs:[CoreContext]
    mov byte ptr [rsi + ContextForeignMode], ForeignHandler
    mov r8, [rsi + ContextForeignThreadPointer]
    cmp byte ptr gs:[CoreHasFsGsBase], 0
    je 3f
    wrfsbase r8
    mov rcx, [rsi + ContextForeignEntry]
    mov r11d, FlagsFixed
    mov rsp, rdx
    swapgs
    sysretq

2:  mov r11, gs:[CoreContext]
    mov r11, [r11 + ContextFsBase]
    jmp 1b
3:  mov r9, rdx
    setThreadPointer rsi, r8
    mov rcx, [rsi + ContextForeignEntry]
    mov r11d, FlagsFixed
    mov rsp, r9
    swapgs
    sysretq

# The page is not there, or not any more. As if the program had been interrupted behind its system call.
X64ForeignCallFault:
    closeUserMemory
    mov r11, gs:[CoreContext]
    mov [r11 + ContextRax], rax
    mov [r11 + ContextRdi], rdi
    mov [r11 + ContextRsi], rsi
    mov [r11 + ContextRdx], rdx
    mov [r11 + ContextR10], r10
    mov [r11 + ContextR8], r8
    mov [r11 + ContextR9], r9
    mov rcx, [r11 + ContextRip]
    mov [r11 + ContextRcx], rcx
    mov rcx, [r11 + ContextRflags]
    mov rbx, r11
    mov [rbx + ContextR11], rcx
    mov byte ptr [rbx + ContextEntry], EntryInterrupt
    storeVectors rbx
    call X64KernelForeignCall
    jmp X64Resume

# (rsp: context, where all is stored that the handler has to get back if this comes to nothing)
.p2align 6
.type X64ForeignReturn, @function
X64ForeignReturn:
    cmp byte ptr [rsp + ContextForeignMode], ForeignHandler
    jne 3f
    mov rdx, rsp
    mov rsi, [rsp + ContextForeignPage]
    mov rsp, gs:[CoreKernelStack]
    openUserMemory
X64ForeignReturnBegin:
    mov qword ptr [rsi + PageIsInHandler], 0
    mov rcx, [rsi + PageInstructionPointer]
    mov r11, [rsi + PageFlags]
    cmp rcx, [rsi + PageRcx]
    jne X64ForeignReturnFault
    cmp r11, [rsi + PageR11]
    jne X64ForeignReturnFault
    mov rdi, [rsi + PageThreadPointer]
# An address of the user half has 17 zeros at its front; SYSRET and WRFSBASE would fault in the kernel on others.
    mov rax, rcx
    or rax, rdi
    shr rax, 47
    jnz X64ForeignReturnFault
    cmp byte ptr gs:[CoreHasFsGsBase], 0
    je 2f
    rdfsbase rax
    mov [rdx + ContextForeignThreadPointer], rax
    wrfsbase rdi
1:  mov byte ptr [rdx + ContextForeignMode], ForeignProgram
    mov rax, [rsi + PageStackPointer]
    mov gs:[CoreUserStack], rax
    mov rax, [rsi + PageRax]
    mov rbx, [rsi + PageRbx]
    mov rbp, [rsi + PageRbp]
    mov rdi, [rsi + PageRdi]
    mov r8, [rsi + PageR8]
    mov r9, [rsi + PageR9]
    mov r10, [rsi + PageR10]
    mov r12, [rsi + PageR12]
    mov r13, [rsi + PageR13]
    mov r14, [rsi + PageR14]
    mov r15, [rsi + PageR15]
    mov rdx, [rsi + PageRdx]
    mov rsi, [rsi + PageRsi]
X64ForeignReturnEnd:
    closeUserMemory
    and r11d, FlagsFree
    or r11d, FlagsFixed
    mov rsp, gs:[CoreUserStack]
    swapgs
    sysretq

2:  mov rax, [rdx + ContextFsBase]
    mov [rdx + ContextForeignThreadPointer], rax
    mov r8, rdx
    mov r9, rcx
    setThreadPointer rdx, rdi
    mov rdx, r8
    mov rcx, r9
    jmp 1b
3:  mov rsp, gs:[CoreKernelStack]
    jmp 4f

# What the handler is to find again if C# refuses stands in its context, as do its vector registers in the processor.
X64ForeignReturnFault:
    closeUserMemory
    mov rbx, gs:[CoreContext]
    mov byte ptr [rbx + ContextForeignMode], ForeignHandler
4:  mov rbx, gs:[CoreContext]
    mov byte ptr [rbx + ContextEntry], EntryInterrupt
    storeVectors rbx
    call X64KernelForeignReturn
    jmp X64Resume

# (rax: where it faulted)
.macro ifTouch begin, end, fault
    lea rbx, [rip + \begin]
    cmp rax, rbx
    jb 9f
    lea rbx, [rip + \end]
    cmp rax, rbx
    lea rbx, [rip + \fault]
    jb 1f
9:
.endm

# (rsp: what a page fault in the kernel has stored) One of a foreign thread's page goes on where the touch was given up, with
# all registers as they were; C# would change those of vectors.
.globl X64KernelPageFault
.type X64KernelPageFault, @function
X64KernelPageFault:
    mov rax, [rsp + ContextRip]
    ifTouch X64ForeignCallBegin, X64ForeignCallEnd, X64ForeignCallFault
    ifTouch X64ForeignReturnBegin, X64ForeignReturnEnd, X64ForeignReturnFault
    jmp X64KernelOtherFault
1:  mov [rsp + ContextRip], rbx
    popGeneral
    add rsp, 16
    iretq

.section .note.GNU-stack,"",@progbits
