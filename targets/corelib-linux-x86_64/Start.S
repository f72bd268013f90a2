# Where Linux starts the program, and its two system calls.
.intel_syntax noprefix
.text

.globl _start
_start:
    xor ebp, ebp
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

# void* LinuxMemory(): 64 MiB, all zero, that take up nothing before they are used.
.globl LinuxMemory
LinuxMemory:
    lea rax, [rip + memory]
    ret

.bss
.balign 4096
memory:
    .skip 64 << 20

.section .note.GNU-stack,"",@progbits
