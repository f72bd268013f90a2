using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Diesis.Contracts;
using Diesis.Local;

namespace Diesis.Tests.Services;

/// <summary>Every contract that there is, under what nobody should send.</summary>
public sealed partial class FuzzTests
{
    /// <summary>Nobody lists them: whatever is marked as a contract in these assemblies has a probe.</summary>
    private static readonly Dictionary<string, ContractFuzz> All = new[] { typeof(ContractAttribute).Assembly, typeof(FuzzTests).Assembly }
        .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(ContractAttribute))).Select(FuzzOf).ToDictionary(fuzz => fuzz.Name);

    private static ContractFuzz FuzzOf(Type contract)
        => (ContractFuzz)contract.Assembly.GetType($"{contract.Namespace}.{contract.Name[1..]}Probe")!.GetProperty("Fuzz", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    public static TheoryData<string> Contracts => [.. All.Keys.Order()];

    [Theory, MemberData(nameof(Contracts))]
    public void WhatKeepsToTheContractComesThrough(string contract)
    {
        All[contract].MakeProperCalls(rounds: 100);
        Assert.Empty(Probe.Violations);
    }

    [Theory, MemberData(nameof(Contracts))]
    public void NothingElseReachesAService(string contract)
    {
        All[contract].SendRequests(seed: 1, count: 6_000);
        Assert.Empty(Probe.Violations);
    }

    [Theory, MemberData(nameof(Contracts))]
    public void NothingElseReachesAClient(string contract)
    {
        All[contract].SendReplies(seed: 1, rounds: 500);
        Assert.Empty(Probe.Violations);
    }

    /// <summary>A contract of a program that the tests do not compile would be in none of the assemblies.</summary>
    [Fact]
    public void NoContractOfTheRepositoryIsForgotten()
    {
        string[] declared = [.. Sources().SelectMany(file => Declaration().Matches(File.ReadAllText(file))).Select(found => found.Groups["name"].Value)];
        Assert.Contains("Log", declared);
        Assert.Empty(declared.Except(All.Keys));
    }

    private static IEnumerable<string> Sources([CallerFilePath] string self = "")
    {
        string repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "..", ".."));
        string[] folders = ["sdk/contracts", "servers", "samples", "tests"];
        return folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(repository, folder), "*.cs", SearchOption.AllDirectories));
    }

    [GeneratedRegex(@"^\[Contract\b.*\r?\n(\[.*\r?\n)*.*\binterface I(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
