using System;
using Diesis.Abi;

namespace Diesis.Contracts.Permissions;

/// <summary>Puts a question to whoever sits in front of the machine. Who has a screen and a keyboard offers it.</summary>
[Contract]
public interface IQuestion
{
    /// <summary>Asks whether a program may have something.</summary>
    /// <param name="subject">A contract's hash, or the number of a permission.</param>
    Status Ask([MaxLength(32)] ReadOnlySpan<byte> program, ulong subject, out Answer answer);
}
