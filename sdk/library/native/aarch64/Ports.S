// There are no I/O ports: nobody is given any, so nobody comes here.

.text

// byte DiesisIn8(ushort port), void DiesisOut8(ushort port, byte value)
.balign 16
.globl DiesisIn8
.type DiesisIn8, %function
.globl DiesisOut8
.type DiesisOut8, %function
DiesisIn8:
DiesisOut8:
    brk     #0

.section .note.GNU-stack, "", %progbits
