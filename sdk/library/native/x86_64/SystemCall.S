# System calls. C# passes the number first and the arguments after it, so that all but the third lie already where the
# kernel takes them: rsi, rdx, r10, r8, r9, r12, r13, r14. Names: SystemCall.cs.
# The kernel changes rax, rcx, r11, rdi, the registers of its results, and all vector registers; no others.

.intel_syntax noprefix
.text

.macro function name
.p2align 4
.globl \name
.type \name, @function
\name:
.endm

# Status in rax, first result in rdx: together what C# takes for a structure of two words.
function DiesisSystemCall0
function DiesisSystemCall1
function DiesisSystemCall2
function DiesisSystemCall3
function DiesisSystemCall4
function DiesisSystemCall5
    mov eax, edi
    mov r10, rcx
    syscall
    ret

function DiesisSystemCall6
    push r12
    mov r12, [rsp + 16]
    mov eax, edi
    mov r10, rcx
    syscall
    pop r12
    ret

function DiesisSystemCall8
    push r12
    push r13
    push r14
    mov r12, [rsp + 32]
    mov r13, [rsp + 40]
    mov r14, [rsp + 48]
    mov eax, edi
    mov r10, rcx
    syscall
    pop r14
    pop r13
    pop r12
    ret

# Four arguments at most, three results at most, for which r9 says where they go.
function DiesisSystemCallResults
    mov eax, edi
    mov r10, rcx
    syscall
    mov [r9], rdx
    mov [r9 + 8], r10
    mov [r9 + 16], r8
    ret

# (number, handle, message): all that a message has; offsets as Message.cs lays it out, which its test asserts.
.set Label, 0
.set Word0, 8
.set Handle0, 56
.set Badge, 88
.set Info, 96

# Words there and back; the message's address is on the stack, and afterwards in rcx.
.macro exchange
    mov r10, [rdx + Word0]
    mov r8, [rdx + Word0 + 8]
    mov r9, [rdx + Word0 + 16]
    mov r12, [rdx + Word0 + 24]
    mov r13, [rdx + Word0 + 32]
    mov r14, [rdx + Word0 + 40]
    mov rdx, [rdx + Label]
    syscall
    pop rcx
    mov [rcx + Label], rdx
    mov [rcx + Word0], r10
    mov [rcx + Word0 + 8], r8
    mov [rcx + Word0 + 16], r9
    mov [rcx + Word0 + 24], r12
    mov [rcx + Word0 + 32], r13
    mov [rcx + Word0 + 40], r14
    mov [rcx + Badge], rsi
    mov [rcx + Info], rax
.endm

function DiesisMessage
    mov eax, edi
    mov rcx, [rdx + Info]
    test rcx, rcx
    jnz 1f
    push r12
    push r13
    push r14
    push rdx
    exchange
    pop r14
    pop r13
    pop r12
    ret
1:  or rax, rcx
    push rbx
    push rbp
    push r15
    push r12
    push r13
    push r14
    push rdx
    mov rdi, [rdx + Handle0]
    mov rbx, [rdx + Handle0 + 8]
    mov rbp, [rdx + Handle0 + 16]
    mov r15, [rdx + Handle0 + 24]
    exchange
    mov rdx, rax
    shr rdx, 32
    jz 2f
    mov [rcx + Handle0], rdi
    mov [rcx + Handle0 + 8], rbx
    mov [rcx + Handle0 + 16], rbp
    mov [rcx + Handle0 + 24], r15
2:  pop r14
    pop r13
    pop r12
    pop r15
    pop rbp
    pop rbx
    ret

# (number, handle, label): a message without words and handles; those of the answer are not looked at.
function DiesisShortMessage
    push r12
    push r13
    push r14
    mov eax, edi
    syscall
    pop r14
    pop r13
    pop r12
    ret

.section .note.GNU-stack,"",@progbits
