using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>A handle that a process finds in its table when it starts, and what it is for.</summary>
/// <param name="role">A contract, or something else that both sides have agreed on.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct StartGift(ulong role, Handle handle)
{
    public ulong Role { get; } = role;
    public Handle Handle { get; } = handle;
}
