using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Tests.User;

/// <summary>This thread's vector registers: Vectors.S.</summary>
internal static unsafe class VectorRegisters
{
    /// <summary>How much of a bank this processor fills.</summary>
    public static int Words => CountWords();

    // SAFETY: there are so many words, as VectorBank.Of says.
    public static ulong ControlOf(ulong which, int word) => Controls()[(int)which * VectorBank.ControlWords + word];

    /// <summary>Has the registers hold a bank until a word changes, without a system call.</summary>
    /// <returns>What they held then.</returns>
    public static VectorBank KeepUntilChange(in VectorBank bank, ref ulong word, ulong from)
    {
        VectorBank after = default;
        fixed (VectorBank* values = &bank)
        {
            // SAFETY: both banks and the word stay where they are.
            fixed (ulong* at = &word) Keep(values, at, from, &after);
        }
        return after;
    }

    /// <summary>Makes a system call while the registers hold a bank.</summary>
    /// <param name="after">What they hold when it is over.</param>
    public static Status Call(in VectorBank bank, out VectorBank after, uint number, ulong a0 = 0, ulong a1 = 0)
    {
        VectorBank found = default;
        // SAFETY: both banks stay where they are.
        fixed (VectorBank* values = &bank)
        {
            var status = (Status)(uint)Call(values, &found, number, a0, a1);
            after = found;
            return status;
        }
    }

    [RuntimeImport("*", "VectorWords"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int CountWords();

    [RuntimeImport("*", "VectorControls"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong* Controls();

    [RuntimeImport("*", "KeepVectors"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Keep(VectorBank* bank, ulong* word, ulong from, VectorBank* after);

    [RuntimeImport("*", "CallWithVectors"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong Call(VectorBank* bank, VectorBank* after, uint number, ulong a0, ulong a1);

    /// <summary>Where a thread begins that leaves in a bank, its argument, what it found, and ends.</summary>
    [RuntimeImport("*", "FreshThreadEntry"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void* FreshEntry();
}
