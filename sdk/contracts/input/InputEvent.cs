namespace Diesis.Contracts.Input;

/// <summary>Something that was done with a keyboard or a pointer. It comes out of a ring, where nobody has looked at it: what it says may be of no kind and no key.</summary>
public struct InputEvent
{
    /// <summary>When the driver learned of it, by the kernel's clock.</summary>
    public ulong TimeNs;

    /// <summary>The value of an <see cref="InputKind"/>.</summary>
    public ushort KindBits;

    /// <summary>Of which key, button or axis: <see cref="InputKind"/> says.</summary>
    public ushort Code;

    public int Value;

    public InputEvent(ulong timeNs, InputKind kind, ushort code, int value)
    {
        TimeNs = timeNs;
        KindBits = (ushort)kind;
        Code = code;
        Value = value;
    }

    /// <summary><see cref="InputKind.None"/> where it is no kind that is known.</summary>
    public readonly InputKind Kind => KindBits <= (ushort)InputKind.Lost ? (InputKind)KindBits : InputKind.None;
}
