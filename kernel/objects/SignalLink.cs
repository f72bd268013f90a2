using System.Runtime.InteropServices;

namespace Diesis.Kernel.Objects;

/// <summary>What an object signals when something happens to it: bits of a notification, which may be of another core.</summary>
// SAFETY: it holds the notification as a strong handle would, until it is given up.
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SignalLink
{
    /// <summary>Null when nobody is to hear of it.</summary>
    public Notification* To;

    public ulong Bits;
}
