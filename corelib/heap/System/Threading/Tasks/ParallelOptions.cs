namespace System.Threading.Tasks;

public class ParallelOptions
{
    /// <summary>How many run at once at most; -1: as many as there are cores.</summary>
    public int MaxDegreeOfParallelism { get; set; } = -1;

    /// <summary>When it is canceled no more are begun.</summary>
    public CancellationToken CancellationToken { get; set; }

    internal int Degree => MaxDegreeOfParallelism > 0 ? MaxDegreeOfParallelism : Environment.ProcessorCount;
}
