using System.Text;
using Diesis.Abi;
using Diesis.Abi.Description;

namespace Diesis.Simulating;

/// <summary>How often each system call ended in which way: whether histories try all that there is.</summary>
internal sealed class OutcomeTable
{
    private const int Statuses = 32;

    private readonly int[,] _counts = new int[SystemCallTable.End, Statuses];

    /// <param name="number">The number register going in.</param>
    /// <param name="status">The same register coming out.</param>
    public void Add(ulong number, ulong status)
    {
        ulong call = number & MessageInfo.NumberMask, outcome = (uint)status;
        if (call < SystemCallTable.End && outcome < Statuses) _counts[call, outcome]++;
    }

    public void Add(OutcomeTable other)
    {
        for (int call = 0; call < _counts.GetLength(0); call++)
        for (int status = 0; status < Statuses; status++) _counts[call, status] += other._counts[call, status];
    }

    public int this[uint call, Status status] => _counts[call, (int)status];

    /// <summary>A line for each system call.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (uint call = 0; call < SystemCallTable.End; call++)
        {
            if (!SystemCallTable.IsDeclared(call)) continue;
            text.Append($"{Encoding.UTF8.GetString(SystemCallTable.NameOf(call)),-24}");
            for (int status = 0; status < Statuses; status++)
            {
                if (_counts[call, status] != 0) text.Append($" {(Status)status} {_counts[call, status]}");
            }
            text.Append('\n');
        }
        return text.ToString();
    }
}
