# Fills all vector registers from a VectorBank, and stores them into one: VectorRegisters.cs. A bank is two control words (those of
# SSE and of the x87 unit), the eight registers of MMX, which are those of the x87 unit, and sixteen of 16 bytes, or of 32 where
# there is AVX.

.intel_syntax noprefix
.text

.set BankX87Control, 8
.set BankMmx, 16
.set BankVectors, 80
.set BankWords, (BankVectors + 16 * 16) / 8
.set BankWordsAvx, (BankVectors + 16 * 32) / 8

.set Exit, 73

.macro function name
.p2align 4
.globl \name
.type \name, @function
\name:
.endm

.macro fillVectors move, register, size, bank
.irp number, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    \move \register\number, [\bank + BankVectors + \number * \size]
.endr
.endm

.macro storeVectors move, register, size, bank
.irp number, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    \move [\bank + BankVectors + \number * \size], \register\number
.endr
.endm

# Changes eax, ecx, edx and r11.
.macro fill bank
    ldmxcsr [\bank]
    fldcw [\bank + BankX87Control]
.irp number, 0,1,2,3,4,5,6,7
    movq mm\number, [\bank + BankMmx + \number * 8]
.endr
    call HasAvx
    jnz 1f
    fillVectors movups, xmm, 16, \bank
    jmp 2f
1:  fillVectors vmovups, ymm, 32, \bank
2:
.endm

.macro store bank
    stmxcsr [\bank]
    fnstcw [\bank + BankX87Control]
.irp number, 0,1,2,3,4,5,6,7
    movq [\bank + BankMmx + \number * 8], mm\number
.endr
    emms
    call HasAvx
    jnz 1f
    storeVectors movups, xmm, 16, \bank
    jmp 2f
1:  storeVectors vmovups, ymm, 32, \bank
2:
.endm

# What a function has to keep of the control words.
.macro enter
    push rbx
    sub rsp, 16
    stmxcsr [rsp]
    fnstcw [rsp + 8]
.endm

.macro leave
    emms
    ldmxcsr [rsp]
    fldcw [rsp + 8]
    add rsp, 16
    pop rbx
    ret
.endm

# Not zero: the kernel has turned AVX on (SDM 1, 14.3). Changes eax, ecx, edx and r11.
.globl HasAvx
HasAvx:
    mov r11, rbx
    mov eax, 1
    xor ecx, ecx
    cpuid
    mov rbx, r11
    and ecx, 1 << 27
    jz 1f
    xor ecx, ecx
    xgetbv
    test eax, 1 << 2
1:  ret

function VectorWords
    call HasAvx
    mov eax, BankWords
    mov edx, BankWordsAvx
    cmovnz eax, edx
    ret

# After reset, and two others, which round otherwise and have other exceptions behind them. SDM 1, 8.1.5 and 10.2.3.
.section .rodata
.p2align 3
Controls:
    .quad 0x1F80, 0x037F
    .quad 0x1F80 | 1 << 13 | 1 << 0, 0x037F | 1 << 10
    .quad 0x1F80 | 2 << 13 | 1 << 2, 0x037F | 2 << 10
.text
function VectorControls
    lea rax, [rip + Controls]
    ret

# (rdi: bank, rsi: word, rdx: its value until something happens, rcx: bank for what is found then)
function KeepVectors
    enter
    mov r8, rdx
    mov r9, rcx
    fill rdi
3:  cmp [rsi], r8
    je 3b
    store r9
    leave

# (rdi: bank, rsi: bank for what is found afterwards, edx: number, rcx, r8: arguments)
function CallWithVectors
    enter
    push r12
    push r13
    push r14
    mov rbx, rsi
    mov r9, rcx
    mov r10, rdx
    fill rdi
    mov eax, r10d
    mov rsi, r9
    mov rdx, r8
.irp register, r8, r9, r10, r12, r13, r14
    xor \register, \register
.endr
    syscall
    mov r10, rax
    store rbx
    mov rax, r10
    pop r14
    pop r13
    pop r12
    leave

# (rdi: bank) A thread's first instructions, and all it does.
FreshThread:
    store rdi
    xor esi, esi
    mov eax, Exit
    syscall
    ud2

function FreshThreadEntry
    lea rax, [rip + FreshThread]
    ret

.section .note.GNU-stack,"",@progbits
