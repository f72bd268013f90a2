namespace Diesis.Contracts;

/// <summary>All contracts that the repository has, for its goldens. The list is written by <c>sdk/generators</c>.</summary>
public static partial class ContractCatalog
{
    /// <summary>Names, and texts of which each line is a fact that both sides of a connection depend on.</summary>
    public static partial (string Name, string Golden)[] All { get; }
}
