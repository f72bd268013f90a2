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

.section .note.GNU-stack,"",@progbits
