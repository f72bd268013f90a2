// What this image knows of itself.

.text

.macro function name
.balign 16
.globl \name
.type \name, %function
\name:
.endm

// byte* DiesisSymbols(), byte* DiesisSymbolsEnd(): the table that the build puts in.
function DiesisSymbols
    adrp    x0, ProgramSymbols
    add     x0, x0, :lo12:ProgramSymbols
    ret

function DiesisSymbolsEnd
    adrp    x0, ProgramSymbolsEnd
    add     x0, x0, :lo12:ProgramSymbolsEnd
    ret

// ulong DiesisFramePointer(): that of the caller, who has one.
function DiesisFramePointer
    mov     x0, x29
    ret

.section .note.GNU-stack, "", %progbits
