# Where Linux starts the program, and its system calls.
.intel_syntax noprefix
.text

.globl _start
_start:
    xor ebp, ebp
    mov rdi, rsp
    and rsp, -16
    call LinuxMain
    mov edi, eax
    # Falls into the end.

# void LinuxExit(int status)
.globl LinuxExit
LinuxExit:
    mov eax, 231                    # exit_group
    syscall
    ud2

# nint LinuxWrite(int file, byte* text, nint length)
.globl LinuxWrite
LinuxWrite:
    mov eax, 1                      # write
    syscall
    ret

# nint LinuxMap(byte* start, nint length, int protection, int flags): -1 as file, 0 as offset.
.globl LinuxMap
LinuxMap:
    mov eax, 9                      # mmap
    mov r10d, ecx
    mov r8, -1
    xor r9d, r9d
    syscall
    ret

# nint LinuxAdvise(byte* start, nint length, int advice)
.globl LinuxAdvise
LinuxAdvise:
    mov eax, 28                     # madvise
    syscall
    ret

# nint LinuxCall(nint number, nint a0, nint a1, nint a2, nint a3, nint a4, nint a5)
.globl LinuxCall
LinuxCall:
    mov rax, rdi
    mov rdi, rsi
    mov rsi, rdx
    mov rdx, rcx
    mov r10, r8
    mov r8, r9
    mov r9, [rsp + 8]
    syscall
    ret

# nint LinuxStartThread(byte* stack, ThreadBlock* block, int* number): the new thread finds its block by its thread pointer;
# its number is there as soon as it runs, and 0 when it has ended.
.globl LinuxStartThread
LinuxStartThread:
    mov r8, rsi
    mov r10, rdx
    mov rsi, rdi
    # CLONE_VM, FS, FILES, SIGHAND, THREAD, SYSVSEM, SETTLS, PARENT_SETTID, CHILD_CLEARTID
    mov edi, 0x100 | 0x200 | 0x400 | 0x800 | 0x10000 | 0x40000 | 0x80000 | 0x100000 | 0x200000
    mov eax, 56                     # clone
    syscall
    test rax, rax
    jz 1f
    ret
1:  xor ebp, ebp
    mov rdi, fs:[0]
    call LinuxThreadMain
    ud2

# The signal that stops a thread: its registers lie on its stack, above.
.globl LinuxStopHandler
LinuxStopHandler:
    lea rax, [rip + 1f]
    ret
1:  mov rdi, rsp
    sub rsp, 8
    call LinuxStopped
    add rsp, 8
    ret

# void* LinuxSignalReturn()
.globl LinuxSignalReturn
LinuxSignalReturn:
    lea rax, [rip + 1f]
    ret
1:  mov eax, 15                     # rt_sigreturn
    syscall

.section .note.GNU-stack,"",@progbits
