using System.Runtime.CompilerServices;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>What the vector registers of a thread hold: two words of control, then the registers. Vectors.S lays it out.</summary>
[InlineArray(80)]
internal struct VectorBank
{
    private ulong _first;

    public const int ControlWords = 2;

    /// <summary>Values that tell from every other thread's: from each number other ones.</summary>
    /// <param name="which">1 or 2: there are as many ways to set the control words.</param>
    public static VectorBank Of(ulong which)
    {
        VectorBank bank = default;
        for (int i = 0; i < VectorRegisters.Words; i++)
            bank[i] = i < ControlWords ? VectorRegisters.ControlOf(which, i) : which << 60 | 0x1234_5678_9A00 + (ulong)i;
        return bank;
    }

    /// <summary>What nobody has used yet: zeros, and control words as after a reset.</summary>
    public static VectorBank Unused
    {
        get
        {
            VectorBank bank = default;
            for (int i = 0; i < ControlWords; i++) bank[i] = VectorRegisters.ControlOf(0, i);
            return bank;
        }
    }

    /// <summary>Expects this to be just what another bank is.</summary>
    public readonly void Is(ref Test test, in VectorBank expected)
    {
        for (int i = 0; i < VectorRegisters.Words; i++) test.Equal(expected[i], this[i], "a word of vector registers");
    }

    /// <summary>Expects this to be what a bank was, or unused: a system call may lose registers, but must not bring others.</summary>
    public readonly void IsOrIsUnused(ref Test test, in VectorBank before)
    {
        VectorBank unused = Unused;
        for (int i = 0; i < VectorRegisters.Words; i++)
        {
            if (this[i] != unused[i]) test.Equal(before[i], this[i], "a word of vector registers");
        }
    }
}
