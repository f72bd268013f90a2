# What this image knows of itself.

.intel_syntax noprefix
.text

.macro function name
.p2align 4
.globl \name
.type \name, @function
\name:
.endm

# byte* DiesisSymbols(), byte* DiesisSymbolsEnd(): the table that the build puts in.
function DiesisSymbols
    lea rax, [rip + ProgramSymbols]
    ret

function DiesisSymbolsEnd
    lea rax, [rip + ProgramSymbolsEnd]
    ret

# ulong DiesisFramePointer(): that of the caller, who has one.
function DiesisFramePointer
    mov rax, rbp
    ret

.section .note.GNU-stack,"",@progbits
