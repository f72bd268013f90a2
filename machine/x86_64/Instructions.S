# Instructions that C# has no word for. System V calling convention; no function here touches memory that it was
# not given. Names and arguments: Instructions.cs.

.intel_syntax noprefix
.include "Context.inc"
.text

.macro function name
.p2align 4
.globl \name
.type \name, @function
\name:
.endm

function X64In8
    mov edx, edi
    in al, dx
    movzx eax, al
    ret

function X64Out8
    mov edx, edi
    mov eax, esi
    out dx, al
    ret

function X64Out32
    mov edx, edi
    mov eax, esi
    out dx, eax
    ret

function X64ReadMsr
    mov ecx, edi
    rdmsr
    shl rdx, 32
    or rax, rdx
    ret

function X64WriteMsr
    mov ecx, edi
    mov eax, esi
    mov rdx, rsi
    shr rdx, 32
    wrmsr
    ret

function X64ReadCr0
    mov rax, cr0
    ret

function X64WriteCr0
    mov cr0, rdi
    ret

function X64ReadFlags
    pushfq
    pop rax
    ret

function X64ReadCr2
    mov rax, cr2
    ret

# It has none for a moment now and then: tried ten times, as the SDM (1, 7.3.17.1) says.
function X64ReadRandom
    mov ecx, 10
1:  rdrand rax
    jc 2f
    dec ecx
    jnz 1b
    xor eax, eax
2:  ret

function X64ReadCr3
    mov rax, cr3
    ret

function X64WriteCr3
    mov cr3, rdi
    ret

function X64ReadCr4
    mov rax, cr4
    ret

function X64WriteCr4
    mov cr4, rdi
    ret

function X64WriteXcr0
    xor ecx, ecx
    mov eax, edi
    mov rdx, rdi
    shr rdx, 32
    xsetbv
    ret

function X64ReadFsBase
    rdfsbase rax
    ret

function X64WriteFsBase
    wrfsbase rdi
    ret

function X64Cpuid
    push rbx
    mov r8, rdx
    mov eax, edi
    mov ecx, esi
    cpuid
    mov [r8], eax
    mov [r8 + 4], ebx
    mov [r8 + 8], ecx
    mov [r8 + 12], edx
    pop rbx
    ret

function X64ReadTsc
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret

# (rdi: the counter at time 0, rsi: the factor of a ClockRate) The time. C# has no wide multiplication here.
function X64ReadTime
    rdtsc
    shl rdx, 32
    or rax, rdx
    sub rax, rdi
    mul rsi
    shrd rax, rdx, 32
    ret

# (rdi: page) By vector registers: what they hold of a thread was stored when it entered the kernel, or is lost.
function X64ClearPage
    cmp byte ptr gs:[CoreHasAvx], 0
    je 2f
    vpxor xmm0, xmm0, xmm0
    mov eax, 4
1:
.set place, 0
.rept 32
    vmovdqa [rdi + place], ymm0
.set place, place + 32
.endr
    add rdi, 1024
    dec eax
    jnz 1b
    vzeroupper
    ret
2:  pxor xmm0, xmm0
    mov eax, 16
3:
.set place, 0
.rept 16
    movdqa [rdi + place], xmm0
.set place, place + 16
.endr
    add rdi, 256
    dec eax
    jnz 3b
    ret

# (rdi: to, rsi: from) As above.
function X64CopyPage
    cmp byte ptr gs:[CoreHasAvx], 0
    je 2f
    mov eax, 4
1:
.set place, 0
.rept 16
    vmovdqa ymm0, [rsi + place]
    vmovdqa ymm1, [rsi + place + 32]
    vmovdqa [rdi + place], ymm0
    vmovdqa [rdi + place + 32], ymm1
.set place, place + 64
.endr
    add rsi, 1024
    add rdi, 1024
    dec eax
    jnz 1b
    vzeroupper
    ret
2:  mov ecx, 512
    rep movsq
    ret

function X64InvalidatePage
    invlpg [rdi]
    ret

# (table, limit, code selector, data selector, task selector): all segments are reloaded; GS keeps its base.
function X64LoadGdt
    sub rsp, 24
    mov [rsp + 6], si
    mov [rsp + 8], rdi
    lgdt [rsp + 6]
    add rsp, 24
    mov ds, ecx
    mov es, ecx
    mov ss, ecx
    xor eax, eax
    mov fs, eax
    ltr r8w
    pop rax
    movzx edx, dx
    push rdx
    push rax
    retfq

function X64LoadIdt
    sub rsp, 24
    mov [rsp + 6], si
    mov [rsp + 8], rdi
    lidt [rsp + 6]
    add rsp, 24
    ret

# The first two words of X64Core: what the kernel keeps per core, and the block's own address.
function X64ReadCoreLocal
    mov rax, gs:[0]
    ret

function X64ReadCoreBlock
    mov rax, gs:[8]
    ret

function X64Pause
    pause
    ret

# A locked operation orders as MFENCE does and costs less (SDM 3A, 9.2.3.9).
function X64FullFence
    lock or dword ptr [rsp - 8], 0
    ret

# Puts the claimant into the word if nobody is in it, and says who was.
function X64ClaimReport
    xor eax, eax
    lock cmpxchg [rip + ReportClaimant], rdi
    ret

function X64ReadFramePointer
    mov rax, rbp
    ret

# STI holds interrupts off until the next instruction is done, so none is lost between it and HLT (SDM 2B, STI).
function X64WaitForInterrupt
    sti
    hlt
    cli
    ret

function X64TakePendingInterrupts
    sti
    nop
    cli
    ret

function X64Stop
    cli
1:  hlt
    jmp 1b

# With a table of no interrupts a breakpoint becomes a general protection fault, that a double fault, and that a shutdown (SDM 3A, 6.15).
function X64TripleFault
    cli
    push 0
    push 0
    lidt [rsp]
    int3
1:  hlt
    jmp 1b

# (stack top, entry, argument): leaves the present stack for good.
function X64RunOnStack
    mov rsp, rdi
    xor ebp, ebp
    mov rdi, rdx
    push rbp
    push rbp
    call rsi
    ud2

.data
.p2align 3
ReportClaimant: .quad 0

.section .note.GNU-stack,"",@progbits
