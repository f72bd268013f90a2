# Programs of foreign threads, and the way in and out of their handler: ForeignThread.cs. A program's stack pointer leads to its
# ForeignBlock, from which it takes its registers and where it leaves what became of them.

.intel_syntax noprefix
.text

.set BlockGeneral, 0
.set BlockVectors, 256
.set BlockAfterGeneral, 768
.set BlockAfterVectors, 1024
.set BlockAfterFlags, 1536
.set BlockGo, 1544

.set ReturnToForeign, 79

# The number of the system call by which programs end.
.set End, 0x7EED

.macro function name
.p2align 4
.globl \name
.type \name, @function
\name:
.endm

# The address of a label, for C#.
.macro address name, label
function \name
    lea rax, [rip + \label]
    ret
.endm

.macro eachGeneral operation, from
    \operation rax, \from + 0 * 8
    \operation rcx, \from + 1 * 8
    \operation rdx, \from + 2 * 8
    \operation rbx, \from + 3 * 8
    \operation rbp, \from + 5 * 8
    \operation rsi, \from + 6 * 8
    \operation rdi, \from + 7 * 8
    \operation r8, \from + 8 * 8
    \operation r9, \from + 9 * 8
    \operation r10, \from + 10 * 8
    \operation r11, \from + 11 * 8
    \operation r12, \from + 12 * 8
    \operation r13, \from + 13 * 8
    \operation r14, \from + 14 * 8
    \operation r15, \from + 15 * 8
.endm

.macro eachVector operation, size, from
.irp number, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    \operation \number, \from + \number * \size
.endr
.endm

.macro take register, at
    mov \register, [rsp + \at]
.endm

.macro leave register, at
    mov [rsp + \at], \register
.endm

.macro takeVector number, at
    movups xmm\number, [rsp + \at]
.endm

.macro leaveVector number, at
    movups [rsp + \at], xmm\number
.endm

.macro takeLongVector number, at
    vmovups ymm\number, [rsp + \at]
.endm

.macro leaveLongVector number, at
    vmovups [rsp + \at], ymm\number
.endm

# Changes eax, ecx, edx and r11.
.macro takeVectors from
    call HasAvx
    jnz 8f
    eachVector takeVector, 16, \from
    jmp 9f
8:  eachVector takeLongVector, 32, \from
9:
.endm

.macro leaveVectors from
    call HasAvx
    jnz 8f
    eachVector leaveVector, 16, \from
    jmp 9f
8:  eachVector leaveLongVector, 32, \from
9:
.endm

.macro begin
    takeVectors BlockVectors
    eachGeneral take, BlockGeneral
.endm

MakeCall:
    begin
    syscall
LeaveRegisters:
    eachGeneral leave, BlockAfterGeneral
    pushfq
    pop qword ptr [rsp + BlockAfterFlags]
    leaveVectors BlockAfterVectors
    mov eax, End
    syscall
    ud2

ReadMemory:
    begin
    mov rax, [rax]
    jmp LeaveRegisters

Spin:
    begin
1:  cmp qword ptr [rsp + BlockGo], 0
    je 1b
    jmp LeaveRegisters

ReadByThreadPointer:
    begin
    mov rax, fs:[0]
    syscall
    jmp LeaveRegisters

# (rdi: page; a stack that is a multiple of 16)
Handler:
    sub rsp, 512
    leaveVectors 0
    call ForeignHandle
1:  takeVectors 0
    mov eax, ReturnToForeign
    syscall
    mov rdi, rax
    call ForeignRefuse
    jmp 1b

address ForeignMakeCall, MakeCall
address ForeignReadMemory, ReadMemory
address ForeignSpin, Spin
address ForeignReadByThreadPointer, ReadByThreadPointer
address ForeignLeaveRegisters, LeaveRegisters
address ForeignHandler, Handler

# How many general registers there are, and bit by bit which of them a system call does not keep. RSP is the block's.
function ForeignRegisterCount
    mov eax, 16
    ret

function ForeignLostRegisters
    mov eax, 1 << 0 | 1 << 1 | 1 << 11
    ret

function ForeignStackRegisters
    mov eax, 1 << 4
    ret

# How many words its vector registers have.
function ForeignVectorWords
    call HasAvx
    mov eax, 16 * 2
    mov edx, 16 * 4
    cmovnz eax, edx
    ret

# Which registers hold the number of a system call.
function ForeignNumberRegister
    xor eax, eax
    ret

# What a program may choose of the flags, and what is always set.
function ForeignMostFlags
    mov eax, 0x240CD5 | 0x202
    ret

function ReadThreadPointer
    mov rax, fs:[0]
    ret

# It leads nowhere then, as far as the processor can have it so without a system call.
function LoseThreadPointer
    xor eax, eax
    mov fs, eax
    ret

# (rdi: address) With all flags set that a program may set, but those that would trap.
function ReadWithAllFlags
    pushfq
    pushfq
    or qword ptr [rsp], 0x240CD5
    popfq
    mov rax, [rdi]
    popfq
    ret

.section .note.GNU-stack,"",@progbits
