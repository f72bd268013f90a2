using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>The compiler's description of a type, which the first word of every object points to.</summary>
/// <remarks>
/// As ILC 10 lays it out (found by reading its objects; one line is 8 bytes):
/// <code>
///     0  flags, with the size of an element in the low half     size of an object
///     8  base type, or element type
///    16  virtual slots, interfaces, as 16 bits each             hash
///    24  virtual slots      one address each
///        interfaces         one MethodTable* each
///        then one 32-bit distance each, those marked with * only if the flags say so: type manager, writable data,
///        interface slots*, finalizer*, sealed slots*, generic definition*, generic arguments*
/// </code>
/// An object has 8 bytes in front of its first word, which nobody here uses; its size counts them.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe partial struct MethodTable
{
    private uint _flags;
    private uint _baseSize;
    private MethodTable* _related;
    private ushort _virtualSlots;
    private ushort _interfaces;
    private uint _hash;
}
