namespace Diesis.Shell.Bytecode;

/// <summary>An operation with its operands, in 32 bits.</summary>
/// <remarks>
///   31    24 23    16 15     8 7        0
///   c        b        a        operation
///   bc: 16 bits                           constants, globals, functions, jumps under a condition
///   abc: 24 bits with sign                jumps
/// </remarks>
public readonly struct Instruction
{
    public const int MostRegisters = 256, MostNumber = 65_535;

    private readonly uint _bits;

    private Instruction(uint bits) => _bits = bits;

    public Operation Operation => (Operation)(byte)_bits;
    public int A => (byte)(_bits >> 8);
    public int B => (byte)(_bits >> 16);
    public int C => (byte)(_bits >> 24);
    public sbyte SmallC => unchecked((sbyte)(_bits >> 24));
    public int Number => (int)(_bits >> 16);
    public short Small => unchecked((short)(_bits >> 16));
    public int Distance => unchecked((int)_bits >> 8);

    public static Instruction Of(Operation operation, int a, int b = 0, int c = 0)
        => new((byte)operation | (uint)(byte)a << 8 | (uint)(byte)b << 16 | (uint)unchecked((byte)c) << 24);

    public static Instruction WithNumber(Operation operation, int a, int number)
        => new((byte)operation | (uint)(byte)a << 8 | (uint)unchecked((ushort)number) << 16);

    public static Instruction Jump(int distance) => new((byte)Operation.Jump | unchecked((uint)distance << 8));

    public override string ToString() => $"{Operation} {A} {B} {C}";
}
