// Programs of foreign threads, and the way in and out of their handler: ForeignThread.cs. A program's stack pointer leads to its
// ForeignBlock, from which it takes its registers and where it leaves what became of them.

.text

.set BlockGeneral, 0
.set BlockVectors, 256
.set BlockAfterGeneral, 768
.set BlockAfterVectors, 1024
.set BlockAfterFlags, 1536
.set BlockGo, 1544

.set ReturnToForeign, 79

// The number of the system call by which programs end.
.set End, 0x7EED

.macro function name
.balign 16
.globl \name
.type \name, %function
\name:
.endm

// The address of a label, for C#.
.macro address name, label
function \name
    adr     x0, \label
    ret
.endm

.macro each_general operation, from
.irp number, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
    \operation    x\number, [sp, #\from + \number * 8]
.endr
.endm

.macro each_vector operation, from
.irp number, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    \operation    q\number, [sp, #\from + \number * 16]
.endr
.endm

.macro begin
    each_vector ldr, BlockVectors
    each_general ldr, BlockGeneral
.endm

MakeCall:
    begin
    svc     #0
LeaveRegisters:
    each_general str, BlockAfterGeneral
    each_vector str, BlockAfterVectors
    mrs     x0, nzcv
    str     x0, [sp, #BlockAfterFlags]
    mov     x8, #End
    svc     #0
    udf     #0

ReadMemory:
    begin
    ldr     x0, [x0]
    b       LeaveRegisters

Spin:
    begin
1:  ldr     x0, [sp, #BlockGo]
    cbz     x0, 1b
    b       LeaveRegisters

ReadByThreadPointer:
    begin
    mrs     x0, tpidr_el0
    ldr     x8, [x0]
    svc     #0
    b       LeaveRegisters

// (x0: page; a stack that is a multiple of 16)
Handler:
    sub     sp, sp, #512
    each_vector str, 0
    bl      ForeignHandle
1:  each_vector ldr, 0
    mov     x8, #ReturnToForeign
    svc     #0
    mov     x0, x8
    bl      ForeignRefuse
    b       1b

address ForeignMakeCall, MakeCall
address ForeignReadMemory, ReadMemory
address ForeignSpin, Spin
address ForeignReadByThreadPointer, ReadByThreadPointer
address ForeignLeaveRegisters, LeaveRegisters
address ForeignHandler, Handler

// How many general registers there are, and bit by bit which of them a system call does not keep.
function ForeignRegisterCount
    mov     x0, #31
    ret

function ForeignLostRegisters
    mov     x0, #1
    ret

function ForeignStackRegisters
    mov     x0, #0
    ret

// How many words its vector registers have.
function ForeignVectorWords
    mov     x0, #64
    ret

// Which register holds the number of a system call.
function ForeignNumberRegister
    mov     x0, #8
    ret

// What a program may choose of the flags.
function ForeignMostFlags
    mov     x0, #0xF0000000
    ret

function ReadThreadPointer
    mrs     x0, tpidr_el0
    ldr     x0, [x0]
    ret

// It leads nowhere then.
function LoseThreadPointer
    msr     tpidr_el0, xzr
    ret

// (x0: address) With all flags set that a program may set.
function ReadWithAllFlags
    mov     x1, #0xF0000000
    msr     nzcv, x1
    ldr     x0, [x0]
    ret

.section .note.GNU-stack, "", %progbits
