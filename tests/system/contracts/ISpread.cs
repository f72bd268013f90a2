using Diesis.Abi;
using Diesis.Contracts;

namespace Diesis.Tests.Systems;

/// <summary>A program with threads on several cores.</summary>
[Contract]
public interface ISpread
{
    /// <summary>Has threads run wherever they can, and fill memory there.</summary>
    /// <param name="cores">How many cores the program has.</param>
    /// <param name="used">Those on which threads were seen: bit n stands for the n-th of them.</param>
    Status Run(out uint cores, out ulong used);

    /// <summary>Ends the service before it answers.</summary>
    Status End();
}
