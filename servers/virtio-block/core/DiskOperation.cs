namespace Diesis.VirtioBlock;

public enum DiskOperation
{
    /// <summary>From the disk into memory.</summary>
    Read,

    /// <summary>From memory to the disk. It may be lost with the power until <see cref="Flush"/>.</summary>
    Write,

    /// <summary>What was done before is on the medium when this is done.</summary>
    Flush,

    /// <summary>What the disk is called into memory, of <see cref="DiskFacts.SerialBytes"/> bytes.</summary>
    Identify,
}
