/* What C# cannot say on x86_64. UEFI's calling convention: rcx, rdx, r8, r9; rsi and rdi belong to the caller. */

.intel_syntax noprefix
.text

/* void LoaderCpuId(uint leaf, uint subleaf, X64CpuIdResult* result) */
.globl LoaderCpuId
LoaderCpuId:
    push rbx
    mov eax, ecx
    mov ecx, edx
    cpuid
    mov [r8], eax
    mov [r8 + 4], ebx
    mov [r8 + 8], ecx
    mov [r8 + 12], edx
    pop rbx
    ret

/* uint LoaderReadRandom(out ulong number) */
.globl LoaderReadRandom
LoaderReadRandom:
    xor eax, eax
    rdrand rdx
    mov [rcx], rdx
    setc al
    ret

.globl LoaderReadCounter
LoaderReadCounter:
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret

/* ulong LoaderReadMsr(uint register) */
.globl LoaderReadMsr
LoaderReadMsr:
    rdmsr
    shl rdx, 32
    or rax, rdx
    ret

/* void LoaderWriteMsr(uint register, ulong value) */
.globl LoaderWriteMsr
LoaderWriteMsr:
    mov eax, edx
    shr rdx, 32
    wrmsr
    ret

/* byte LoaderReadPort8(ushort port) */
.globl LoaderReadPort8
LoaderReadPort8:
    mov edx, ecx
    xor eax, eax
    in al, dx
    ret

/* void LoaderWritePort8(ushort port, byte value) */
.globl LoaderWritePort8
LoaderWritePort8:
    mov eax, edx
    mov edx, ecx
    out dx, al
    ret
