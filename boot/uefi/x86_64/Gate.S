/* The way from the firmware's page tables and registers to the kernel's. It runs in a page below 4 GiB that both map at
   its own address, and goes through 32-bit mode without paging: nowhere else can the number of levels of page tables be
   changed, should the firmware use five, and every control register be set from scratch.

   The machine that the kernel finds: Limine Boot Protocol, "Machine State at Entry", base revision 5 and later. */

.intel_syntax noprefix

/* X64Gate: the second half of the page. */
.set Data,              2048
.set Root,              Data + 0
.set KernelStart,       Data + 8
.set StackTop,          Data + 16
.set DescriptorsHere,   Data + 96
.set DescriptorsThere,  Data + 112
.set NoInterrupts,      Data + 128

/* X64GlobalDescriptors */
.set Code32, 0x18
.set Data32, 0x20
.set Code64, 0x28
.set Data64, 0x30
.set Task,   0x38

/* Intel SDM 3A, 2.5 and 2.2.1; SDM 4, chapter 2 */
.set Cr0Paging,         1 << 31
.set Cr0Protected,      0x00010011      /* WP, ET, PE */
.set Cr4AddressExtension, 1 << 5
.set EferRegister,      0xc0000080
.set EferLongModeNoExecute, 0x900       /* NXE, LME */
.set PatRegister,       0x277
.set PatLow,            0x00070406      /* UC, UC-, WT, WB: X64HandoverFormat.PageAttributes */
.set PatHigh,           0x07070105      /* UC-, UC-, WC, WP */

.text

/* void LoaderEnterGate(ulong gate) */
.globl LoaderEnterGate
LoaderEnterGate:
    jmp rcx

/* byte* LoaderGateCode(out int length) */
.globl LoaderGateCode
LoaderGateCode:
    lea rax, [rip + GateStart]
    lea rdx, [rip + GateEnd]
    sub edx, eax
    mov [rcx], edx
    ret

/* rcx: the page itself, which is where this has been copied to. */
GateStart:
    cli
    cld
    mov ebx, ecx
    lgdt [rbx + DescriptorsHere]
    lidt [rbx + NoInterrupts]
    mov eax, Data32
    mov ds, eax
    mov es, eax
    mov ss, eax
    lea rsp, [rbx + Data]
    lea rdi, [rip + Gate64]             /* known here only: 32-bit code cannot ask where it is */
    lea rax, [rip + Gate32]
    push Code32
    push rax
    retfq

.code32
Gate32:
    mov eax, cr0
    and eax, ~Cr0Paging
    mov cr0, eax
    mov eax, Cr4AddressExtension
    mov cr4, eax
    mov ecx, EferRegister
    mov eax, EferLongModeNoExecute
    xor edx, edx
    wrmsr
    mov ecx, PatRegister
    mov eax, PatLow
    mov edx, PatHigh
    wrmsr
    mov eax, [ebx + Root]
    mov cr3, eax
    push Code64                         /* while this page can still be written */
    push edi
    mov eax, Cr0Paging | Cr0Protected
    mov cr0, eax
    retf

.code64
Gate64:
    /* The page is not writable here, so the stack changes before anything is pushed. */
    lgdt [rbx + DescriptorsThere]
    mov eax, Data64
    mov ds, eax
    mov es, eax
    mov fs, eax
    mov gs, eax
    mov ss, eax
    mov rsp, [rbx + StackTop]
    mov eax, Task
    ltr ax
    xor eax, eax
    lldt ax

    push 0                              /* the kernel's return address */
    push qword ptr [rbx + KernelStart]
    push 2                              /* flags: only the bit that is always set */
    xor ebx, ebx
    xor ecx, ecx
    xor edx, edx
    xor esi, esi
    xor edi, edi
    xor ebp, ebp
    xor r8d, r8d
    xor r9d, r9d
    xor r10d, r10d
    xor r11d, r11d
    xor r12d, r12d
    xor r13d, r13d
    xor r14d, r14d
    xor r15d, r15d
    popfq
    ret
GateEnd:
.if (GateEnd - GateStart) > 1024
.error "the gate's code runs into its stack and data"
.endif
