namespace Diesis.Machines;

/// <summary>Whom a message goes to whose words are still in the processor's registers. Two words, so that it comes back in registers itself.</summary>
public readonly unsafe struct FastSwitch(ThreadContext* to, ulong badge)
{
    /// <summary>Null: the general way has to be taken.</summary>
    public readonly ThreadContext* To = to;
    public readonly ulong Badge = badge;
}
