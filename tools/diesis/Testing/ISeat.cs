namespace Diesis.Tools.Testing;

/// <summary>Where somebody sits at a machine: has keys and sees rows of letters.</summary>
internal interface ISeat
{
    /// <summary>Types letters; control characters are the keys that write them.</summary>
    Task Type(string keys, CancellationToken cancel);

    /// <summary>What is to be seen now, without the spaces at the ends of rows.</summary>
    Task<IReadOnlyList<string>> Look(CancellationToken cancel);
}
