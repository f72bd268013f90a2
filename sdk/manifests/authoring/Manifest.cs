using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Diesis.Manifests;

/// <summary>
/// What a program is, offers and wants. Each program has one in its <c>Manifest.cs</c>, which is evaluated when the program is built, and goes into its
/// file as a few bytes (<see cref="ManifestFormat"/>).
/// </summary>
/// <example><code>
/// internal static class LogManifest
/// {
///     internal static readonly Manifest Value = new()
///     {
///         Name = "log",
///         Offers = [Offer.Of(LogContract.ExpectedHash)],
///         Wants = [Want.Of(BrokerContract.ExpectedHash)],
///         Restart = RestartPolicy.Always(stateBytes: 64 * 1024),
///     };
/// }
/// </code></example>
public sealed record Manifest
{
    public Manifest([CallerFilePath] string source = "") => Source = source;

    /// <summary>The file where it stands.</summary>
    public string Source { get; }

    /// <summary>Small letters, digits and hyphens, at most 32.</summary>
    public required string Name { get; init; }

    /// <summary>What others may use of it, if they are permitted.</summary>
    public IReadOnlyList<ContractId> Offers { get; init; } = [];

    /// <summary>What it uses of others.</summary>
    public IReadOnlyList<WantedContract> Wants { get; init; } = [];

    public IReadOnlyList<Permission> Permissions { get; init; } = [];

    /// <summary>What it and everything that it starts may spend of memory, on each of its cores.</summary>
    public ulong BudgetBytes { get; init; } = 4UL << 20;

    /// <summary>On so many its threads may run, if the machine has as many: 1 to 16. Not together with <see cref="Permission.AllCores"/>, whose holder divides cores itself.</summary>
    public byte Cores { get; init; } = 1;

    /// <summary>Of its threads, at most.</summary>
    public uint Priority { get; init; } = 32;

    /// <summary>Of its first thread.</summary>
    public byte StackPages { get; init; } = 64;

    public RestartPolicy Restart { get; init; }
}

/// <summary>Names contracts that a program offers, by what the generator calls <c>NameContract.ExpectedHash</c>.</summary>
public static class Offer
{
    public static ContractId Of(ulong contract) => new(contract);
}

/// <summary>Names contracts that a program wants to use.</summary>
public static class Want
{
    public static WantedContract Of(ulong contract, [CallerLineNumber] int line = 0) => new(new ContractId(contract), WantOptions.None, (uint)line);

    public static WantedContract Optional(ulong contract, [CallerLineNumber] int line = 0) => new(new ContractId(contract), WantOptions.Optional, (uint)line);
}
