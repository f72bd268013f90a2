# The way in from GRUB, by Multiboot2: the header it looks for, and the 32-bit code that it starts, which leaves for
# long mode with page tables of its own, has C# move the image, and joins Limine's way in at X64EnterKernel.
# Multiboot2 specification 2.0, 3.1 (header), 3.3 (machine state); Intel SDM 3A, 11.8.5 (entering IA-32e mode).

.intel_syntax noprefix
.include "EnableSse.inc"
.include "UseNoCore.inc"

.set HeaderMagic, 0xE85250D6
.set LoaderMagic, 0x36D76289
.set ArchitectureI386, 0
.set TagEnd, 0
.set TagInformationRequest, 1
.set TagEntryAddress, 3
.set TagFramebuffer, 5
.set TagModuleAlignment, 6
.set Optional, 1

.set Cr0ProtectionAndPaging, 1 << 31 | 1 << 16 | 1 << 5 | 1 << 4 | 1    # and write protection, numeric error
.set Cr4PhysicalAddressExtension, 1 << 5
.set EferRegister, 0xC0000080
.set EferLongModeAndNoExecute, 1 << 8 | 1 << 11
.set CpuidExtended, 0x80000000
.set CpuidExtendedFeatures, 0x80000001
.set CpuidLongModeAndNoExecute, 1 << 29 | 1 << 20
.set EflagsId, 1 << 21

.set PresentWritable, 3
.set PresentWritableLarge, 1 << 7 | 3
.set NoExecuteHigh, 1 << 31
.set LargePage, 0x200000
.set TableSize, 0x1000

# What the transitional tables map: memory below 4 GiB, where everything lies that a 32-bit loader places.
.set MappedGigabytes, 4
.set DirectMapHigh, 0xFFFF8000
.set DirectMapSlot, 256
.set ImageSlot, 511
.set ImageGigabyte, 510

# The second-level table of the image, and behind all that are in use those for where it is moved (ImagePlacement.cs).
.set ImageTables, 3 * TableSize
.set SpareTables, 3

# What follows the tables: the hand-over, whose fields Multiboot2HandOver.cs names; the cycles at entry; a stack.
.set TableCount, 4 + MappedGigabytes + SpareTables
.set HandOver, TableCount * TableSize
.set Information, HandOver + 8
.set ImageStart, HandOver + 16
.set ImageLength, HandOver + 24
.set ImageBase, HandOver + 32
.set EntryCycles, HandOver + 40
.set ScratchSize, HandOver + 64

# BootProtocol of machine/native/KernelEntry.cs.
.set ProtocolMultiboot2, 1

.set CodeSelector, 8
.set Com1, 0x3f8
.set Com1LineStatus, Com1 + 5
.set TransmitterEmpty, 1 << 5
.set VgaText, 0xb8000
.set BrightOnRed, 0x4f

# First in the image, and so in the first 32 KiB of the file: targets/kernel.ld. Here the image's base is a label, so
# that the distance to any other symbol is known to the linker although the image is position-independent.
.section .multiboot2, "ax", @progbits
.p2align 3
Image:
    .long HeaderMagic, ArchitectureI386, HeaderEnd - Image, -(HeaderMagic + ArchitectureI386 + (HeaderEnd - Image))
# Command line, loader's name, modules, memory map, framebuffer, ACPI root pointer (old, new).
    .p2align 3
1:  .short TagInformationRequest, Optional
    .long 2f - 1b, 1, 2, 3, 6, 8, 14, 15
2:  .p2align 3
    .short TagEntryAddress, 0
    .long 12, LoadBase + (Multiboot2Entry - Image)
    .p2align 3
    .short TagFramebuffer, Optional
    .long 20, 1024, 768, 32
    .p2align 3
    .short TagModuleAlignment, 0
    .long 8
    .p2align 3
    .short TagEnd, 0
    .long 8
HeaderEnd:

.p2align 2
# Distances within the image that only the linker knows.
ScratchDistance: .long Scratch - Image
EndDistance: .long KernelEnd - Image
.p2align 3
# A null descriptor, then 64-bit code: present, executable, long. SDM 3A, 3.4.5.
Gdt: .quad 0, 0x00209B0000000000
GdtPointer: .short 15
    .long 0
FarPointer: .long 0
    .short CodeSelector
NotMultiboot2: .asciz "Diesis cannot start: it was not entered by a Multiboot2 loader.\r\n"
NotLongMode: .asciz "Diesis cannot start: it needs a 64-bit processor with no-execute pages.\r\n"

# The processor has no addresses relative to the instruction here: all are relative to the image's base, in ebp.
.set ScratchAt, ScratchDistance - Image
.set EndAt, EndDistance - Image
.set GdtAt, Gdt - Image
.set GdtPointerAt, GdtPointer - Image
.set FarPointerAt, FarPointer - Image
.set LongAt, Multiboot2Long - Image
.set NotMultiboot2At, NotMultiboot2 - Image
.set NotLongModeAt, NotLongMode - Image

# Protected mode, flat segments, no paging, no stack; eax: the loader's magic, ebx: its information.
.code32
Multiboot2Entry:
    cli
    cld
    mov ebp, offset LoadBase
    mov edi, ebp
    add edi, [ebp + ScratchAt]          # From here on: page tables, and what follows them.
    lea esp, [edi + ScratchSize]
    mov [edi + Information], ebx
    lea esi, [ebp + NotMultiboot2At]
    cmp eax, LoaderMagic
    jne Refuse
    rdtsc
    mov [edi + EntryCycles], eax
    mov [edi + EntryCycles + 4], edx

# Is there CPUID at all, and does it tell of long mode and no-execute pages?
    lea esi, [ebp + NotLongModeAt]
    pushfd
    pop eax
    mov ecx, eax
    xor eax, EflagsId
    push eax
    popfd
    pushfd
    pop eax
    xor eax, ecx
    test eax, EflagsId
    jz Refuse
    mov eax, CpuidExtended
    cpuid
    cmp eax, CpuidExtendedFeatures
    jb Refuse
    mov eax, CpuidExtendedFeatures
    cpuid
    and edx, CpuidLongModeAndNoExecute
    cmp edx, CpuidLongModeAndNoExecute
    jne Refuse

# Memory below 4 GiB at its own address and, not executable, in the direct map; the tables are clear: they lie in .bss.
    lea eax, [edi + TableSize + PresentWritable]
    mov [edi], eax
    mov [edi + DirectMapSlot * 8], eax
    mov dword ptr [edi + DirectMapSlot * 8 + 4], NoExecuteHigh
    add eax, TableSize
    mov [edi + ImageSlot * 8], eax
    add eax, TableSize
    mov [edi + 2 * TableSize + ImageGigabyte * 8], eax
    xor ecx, ecx
1:  add eax, TableSize
    mov [edi + TableSize + ecx * 8], eax
    inc ecx
    cmp ecx, MappedGigabytes
    jb 1b

    lea edx, [edi + 4 * TableSize]
    mov eax, PresentWritableLarge
    xor ecx, ecx
1:  mov [edx + ecx * 8], eax
    add eax, LargePage
    inc ecx
    cmp ecx, MappedGigabytes * 512
    jb 1b

# The image where it is linked: its base is at the start of a large page in both places.
    lea edx, [edi + 3 * TableSize]
    lea eax, [ebp + PresentWritableLarge]
    mov ebx, ebp
    add ebx, [ebp + EndAt]
    or ebx, PresentWritableLarge
1:  mov [edx], eax
    add eax, LargePage
    add edx, 8
    cmp eax, ebx
    jbe 1b

    mov eax, Cr4PhysicalAddressExtension
    mov cr4, eax
    mov cr3, edi
    mov ecx, EferRegister
    rdmsr
    or eax, EferLongModeAndNoExecute
    wrmsr
    mov eax, Cr0ProtectionAndPaging
    mov cr0, eax

    lea eax, [ebp + GdtAt]
    mov [ebp + GdtPointerAt + 2], eax
    lgdt [ebp + GdtPointerAt]
    lea eax, [ebp + LongAt]
    mov [ebp + FarPointerAt], eax
    jmp fword ptr [ebp + FarPointerAt]

# Says why on the serial port, as the firmware left it, and on a text screen, if there is one; esi: the sentence.
Refuse:
    mov edi, VgaText
1:  lodsb
    test al, al
    jz 3f
    mov ebx, eax
    cmp al, ' '
    jb 2f                               # The line's end is for the serial port alone.
    mov ah, BrightOnRed
    stosw
2:  mov edx, Com1LineStatus
    mov ecx, 1 << 16                    # A port that is not there may never get empty.
2:  in al, dx
    test al, TransmitterEmpty
    loopz 2b
    mov edx, Com1
    mov eax, ebx
    out dx, al
    jmp 1b
3:  hlt
    jmp 3b

# Long mode, still at the image's physical address. Fills boot/multiboot2/Multiboot2HandOver.cs.
.code64
Multiboot2Long:
    xor eax, eax
    mov ss, eax
    mov ds, eax
    mov es, eax
    mov fs, eax
    mov gs, eax
    mov ebp, ebp
    lea rdi, [rip + Scratch]
    mov ecx, DirectMapHigh
    shl rcx, 32
    mov [rdi + HandOver], rcx
    mov [rdi + ImageStart], rbp
    mov ecx, [rip + EndDistance]
    mov [rdi + ImageLength], rcx
    movabs rcx, offset KernelBase
    mov [rdi + ImageBase], rcx

    sub rcx, rbp                        # From where the image is to where it is linked.
    lea rbx, [rdi + rcx]
    lea rax, [rip + Linked]
    add rax, rcx
    jmp rax

# Where the image is linked. C# chooses another place, maps the image there too and relocates it: ImagePlacement.cs.
Linked:
    cld
    EnableSse
    UseNoCore
    lea rsp, [rip + BootStackTop]
    xor ebp, ebp
    lea rdi, [rbx + HandOver]
    lea rsi, [rbx + ImageTables]
    call X64ChooseImageBase             # Answers how far away the place is.
    add [rbx + ImageBase], rax
    lea rsi, [rbx + rax + HandOver]
    mov rdx, [rbx + EntryCycles]
    lea rcx, [rip + X64EnterKernel]
    add rcx, rax
    mov edi, ProtocolMultiboot2
    jmp rcx

# The root table; the third level of memory, then of the image; the second level of the image, then of each gigabyte
# of memory; the spare ones. After them a few words, and a stack for a few more.
.bss
.p2align 12
Scratch: .skip ScratchSize

.section .note.GNU-stack,"",@progbits
