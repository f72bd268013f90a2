# I/O ports, for drivers that were given some (IKernel.EnablePorts). System V AMD64 ABI: arguments in edi and esi.

.intel_syntax noprefix
.text

# byte DiesisIn8(ushort port)
.p2align 4
.globl DiesisIn8
.type DiesisIn8, @function
DiesisIn8:
    mov edx, edi
    xor eax, eax
    in al, dx
    ret

# void DiesisOut8(ushort port, byte value)
.p2align 4
.globl DiesisOut8
.type DiesisOut8, @function
DiesisOut8:
    mov edx, edi
    mov eax, esi
    out dx, al
    ret

.section .note.GNU-stack,"",@progbits
