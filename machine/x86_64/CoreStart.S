# Where a core begins after INIT and start-up: real mode, at the start of a page below 1 MiB. The code up to
# X64CoreStartEnd is copied to that page; X64CoreStartData (CoreStart.cs) lies in it at X64CoreStartDataOffset.
# SDM 3A, 11.4.4 (multi-processor start-up) and 11.8.5 (entering IA-32e mode).

.intel_syntax noprefix
.include "EnableSse.inc"
.text

.set DataOffset, 0x800
.set Gdt, DataOffset
.set GdtPointer, DataOffset + 24
.set FarPointer, DataOffset + 40
.set PageTableRoot, DataOffset + 48
.set StackTop, DataOffset + 56
.set Core, DataOffset + 64
.set Entry, DataOffset + 72

.set Cr4PhysicalAddressExtension, 1 << 5
.set EferRegister, 0xC0000080
.set EferLongModeAndNoExecute, 1 << 8 | 1 << 11
.set Cr0ProtectionAndPaging, 1 << 31 | 1
.set Cr0CacheBits, 3 << 29

.code16
.globl X64CoreStartBegin
X64CoreStartBegin:
    cli
    cld
    mov ax, cs
    mov ds, ax
    lgdtd [GdtPointer]
    mov eax, Cr4PhysicalAddressExtension
    mov cr4, eax
    mov eax, [PageTableRoot]
    mov cr3, eax
    mov ecx, EferRegister
    rdmsr
    or eax, EferLongModeAndNoExecute
    wrmsr
    mov eax, cr0
    and eax, ~Cr0CacheBits
    or eax, Cr0ProtectionAndPaging
    mov cr0, eax
    jmp fword ptr [FarPointer]

.code64
.globl X64CoreStartLong
X64CoreStartLong:
    EnableSse
    xor eax, eax
    mov ss, eax
    mov ds, eax
    mov es, eax
    mov rsp, [rip + X64CoreStartBegin + StackTop]
    mov rdi, [rip + X64CoreStartBegin + Core]
    xor ebp, ebp
    push rbp
    jmp [rip + X64CoreStartBegin + Entry]
.globl X64CoreStartEnd
X64CoreStartEnd:

.section .note.GNU-stack,"",@progbits
