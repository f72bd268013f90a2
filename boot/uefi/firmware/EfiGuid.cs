namespace Diesis.Boot.Uefi.Firmware;

/// <summary>The name of a protocol, a table or a kind of variable. UEFI 2.10, appendix A.</summary>
/// <param name="first">The first group of digits.</param>
/// <param name="second">The second group.</param>
/// <param name="third">The third group.</param>
/// <param name="rest">The last two groups as they are written, most significant digit first.</param>
public readonly struct EfiGuid(uint first, ushort second, ushort third, ulong rest)
{
    private readonly uint _first = first;
    private readonly ushort _second = second;
    private readonly ushort _third = third;
    private readonly ulong _rest = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(rest);

    // UEFI 2.10, 9.1, 13.4, 13.5, 12.9, 12.8, 37.5
    public static EfiGuid LoadedImage => new(0x5b1b31a1, 0x9562, 0x11d2, 0x8e3f_00a0c969723b);
    public static EfiGuid SimpleFileSystem => new(0x964e5b22, 0x6459, 0x11d2, 0x8e39_00a0c969723b);
    public static EfiGuid FileInformation => new(0x09576e92, 0x6d3f, 0x11d2, 0x8e39_00a0c969723b);
    public static EfiGuid GraphicsOutput => new(0x9042a9de, 0x23dc, 0x4a38, 0x96fb_7aded080516a);
    public static EfiGuid EdidActive => new(0xbd8c1056, 0x9f36, 0x44ec, 0x92a8_a6337f817986);
    public static EfiGuid SerialIo => new(0xbb25cf6f, 0xf1d4, 0x11d2, 0x9a0c_0090273fc1fd);
    public static EfiGuid Random => new(0x3152bca5, 0xeade, 0x433d, 0x862e_c01cdc291f44);

    // UEFI 2.10, 3.3 and 4.6.1.3
    public static EfiGuid GlobalVariable => new(0x8be4df61, 0x93ca, 0x11d2, 0xaa0d_00e098032b8c);
    public static EfiGuid AcpiTable => new(0x8868e871, 0xe4f1, 0x11d3, 0xbc22_0080c73c8881);
    public static EfiGuid AcpiTable1 => new(0xeb9d2d30, 0x2d88, 0x11d3, 0x9a16_0090273fc14d);
    public static EfiGuid DeviceTree => new(0xb1b621d5, 0xf19c, 0x41a5, 0x830b_d9152c69aae0);

    public static bool operator ==(EfiGuid left, EfiGuid right)
        => left._first == right._first && left._second == right._second
            && left._third == right._third && left._rest == right._rest;

    public static bool operator !=(EfiGuid left, EfiGuid right) => !(left == right);

    public override bool Equals(object? other) => other is EfiGuid guid && guid == this;
    public override int GetHashCode() => (int)_first;
}
