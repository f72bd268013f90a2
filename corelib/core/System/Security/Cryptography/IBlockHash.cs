namespace System.Security.Cryptography;

/// <summary>A hash that takes its data in blocks of one size.</summary>
internal interface IBlockHash
{
    static abstract int BlockSize { get; }

    void Start();
    void Add(ReadOnlySpan<byte> block);
    void Write(Span<byte> hash);
}
