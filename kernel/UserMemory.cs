namespace Diesis.Kernel;

/// <summary>Bytes of a process's memory that a system call is to read, as the caller says: nothing is known of them.</summary>
public readonly struct UserBytes(ulong address, ulong length)
{
    public ulong Address { get; } = address;
    public ulong Length { get; } = length;
}

/// <summary>Room in a process's memory that a system call is to write, as the caller says: nothing is known of it.</summary>
public readonly struct UserBuffer(ulong address, ulong length)
{
    public ulong Address { get; } = address;
    public ulong Length { get; } = length;
}
