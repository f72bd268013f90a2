# I/O ports, as far as this process may use them.

.intel_syntax noprefix
.text

# (edi: port)
.globl ReadPort8
.type ReadPort8, @function
ReadPort8:
    mov edx, edi
    xor eax, eax
    in al, dx
    ret

.globl ReadPort32
.type ReadPort32, @function
ReadPort32:
    mov edx, edi
    in eax, dx
    ret

# (edi: port, esi: value)
.globl WritePort8
.type WritePort8, @function
WritePort8:
    mov edx, edi
    mov eax, esi
    out dx, al
    ret

.globl WritePort32
.type WritePort32, @function
WritePort32:
    mov edx, edi
    mov eax, esi
    out dx, eax
    ret

.section .note.GNU-stack,"",@progbits
