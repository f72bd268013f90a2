using System.Runtime.CompilerServices;

namespace Diesis.Machines.X86_64;

/// <summary>
/// The vectors of a core that devices raise by a write, and who is told. They are taken from the top; wires have theirs from the bottom.
/// </summary>
internal struct X64MessageVectors
{
    private const int Vectors = X64Vector.LastDevice - X64Vector.FirstDevice + 1;

    /// <summary>Physical destinations have eight bits in a message's address.</summary>
    private const uint ApicIds = 256;

    /// <summary>Where devices' writes become interrupts; bits 19…12 name the core. SDM 3A, 12.11.1.</summary>
    private const ulong AddressBase = 0xFEE0_0000;
    private const int AddressCoreShift = 12;

    [InlineArray(Vectors)]
    private struct Receivers { private nuint _first; }

    private Receivers _receivers;

    /// <summary>Data of a message: the vector, delivered as it is, as an edge. SDM 3A, 12.11.2.</summary>
    /// <param name="lines">The wires that lead to this core.</param>
    public bool TryMake(nuint receiver, ref readonly X64DeviceLines lines, uint apicId, out MessageTarget message)
    {
        message = default;
        if (apicId >= ApicIds) return false;
        for (int index = Vectors - 1; index >= 0; index--)
        {
            if (_receivers[index] != 0 || lines.Has(index)) continue;
            _receivers[index] = receiver;
            message.Number = message.Data = (uint)(X64Vector.FirstDevice + index);
            message.Address = new PhysicalAddress(AddressBase | (ulong)apicId << AddressCoreShift);
            return true;
        }
        return false;
    }

    public void Forget(uint vector) => _receivers[(int)vector - X64Vector.FirstDevice] = 0;

    /// <param name="index">Of a vector, from <see cref="X64Vector.FirstDevice"/>.</param>
    public readonly bool Has(int index) => _receivers[index] != 0;

    /// <returns>0 when nobody is to be told.</returns>
    public readonly nuint ReceiverOf(uint vector)
        => vector is < X64Vector.FirstDevice or > X64Vector.LastDevice ? 0 : _receivers[(int)vector - X64Vector.FirstDevice];
}
