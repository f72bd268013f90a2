using Diesis.Abi;

namespace Diesis;

public partial struct SecretNumbers
{
    /// <summary>Mixes in what the processor has of random numbers, and moments: what others may have learned of the state is worth nothing then.</summary>
    public void Stir()
    {
        StartBlock.RandomSeed bits = default;
        foreach (ref ulong word in (System.Span<ulong>)bits) _ = Kernel.GetEntropy(out word);
        Mix(in bits);
    }
}
