// There are no I/O ports here: whoever uses one faults.

.text

.globl ReadPort8, ReadPort32, WritePort8, WritePort32
.type ReadPort8, %function
ReadPort8:
ReadPort32:
WritePort8:
WritePort32:
    udf #0

.section .note.GNU-stack,"",%progbits
