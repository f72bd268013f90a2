namespace Diesis.Contracts.Files;

/// <summary>What there is to tell of something that is done, and has no other result.</summary>
public readonly struct Done
{
    private readonly byte _nothing;
}
