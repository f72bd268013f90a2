namespace Diesis.Machines;

/// <summary>What a thread needs besides its slot, in a page of its own.</summary>
/// <remarks>
///      0  registers, as the machine's entry code stores them (<see cref="IThreadContext"/>)
///    512  what the kernel seldom looks at
///   1024  vector state, as the processor stores it
/// </remarks>
public static class ThreadPageLayout
{
    public const int MoreOffset = 512, VectorOffset = 1024;

    /// <summary>Room for vector state: enough for all of AVX-512.</summary>
    public const int VectorBytes = (int)Page.Size - VectorOffset;
}
