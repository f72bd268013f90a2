# What the processor says of itself.

.intel_syntax noprefix
.text

# Pages of 1 GiB: CPUID 80000001h, EDX bit 26. SDM 2A, CPUID.
.globl HasHugePages
.type HasHugePages, @function
HasHugePages:
    push rbx
    mov eax, 0x80000001
    cpuid
    mov eax, edx
    shr eax, 26
    and eax, 1
    pop rbx
    ret

.section .note.GNU-stack,"",@progbits
