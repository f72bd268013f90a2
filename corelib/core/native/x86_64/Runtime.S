# What the code generator calls by name, and the core library's block operations. System V calling convention.

.intel_syntax noprefix
.text

.macro function name
.p2align 4
.globl \name
.type \name, @function
\name:
.endm

# Block operations. Forward copies and fills run a word at a time where they are long.
function memcpy
function memmove
    mov rax, rdi
    mov r8, rdi
    sub r8, rsi
    cmp r8, rdx
    jb 2f
    cmp rdx, 32
    jb 1f
    mov rcx, rdx
    shr rcx, 3
    rep movsq
    and edx, 7
1:  mov ecx, edx
    rep movsb
    ret
2:  lea rdi, [rdi + rdx - 1]
    lea rsi, [rsi + rdx - 1]
    mov rcx, rdx
    std
    rep movsb
    cld
    ret

function memset
    mov r8, rdi
    movzx eax, sil
    cmp rdx, 32
    jb 1f
    mov r9, 0x0101010101010101
    imul rax, r9
    mov rcx, rdx
    shr rcx, 3
    rep stosq
    and edx, 7
1:  mov ecx, edx
    rep stosb
    mov rax, r8
    ret

# Called by functions with frames of several pages, r11 being where the frame will end: touches each page on the way, so
# that running over the stack meets the guard page. Keeps all other registers.
function RhpStackProbe
    push rax
    mov rax, rsp
1:  sub rax, 4096
    test byte ptr [rax], 0
    cmp rax, r11
    ja 1b
    pop rax
    ret

# Called by the code that the compiler makes around Main, on the way in and out: where stacks are read as they are, nobody has
# to know where C# begins.
function RhpReversePInvoke
function RhpReversePInvokeReturn
    ret

.section .rodata
.p2align 3
.globl RhpTrapThreads
RhpTrapThreads: .quad 0
.globl __security_cookie
__security_cookie: .quad 0

.section .note.GNU-stack,"",@progbits
