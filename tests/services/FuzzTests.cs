using Diesis.Contracts;
using Diesis.Local;
using Diesis.Tests.Contracts;

namespace Diesis.Tests.Services;

/// <summary>Every contract that there is, under what nobody should send.</summary>
public sealed class FuzzTests
{
    private static readonly ContractFuzz[] All =
    [
        .. ContractCatalog.Fuzz,
        ContractFuzz.Of<SampleDispatcher<SampleProbe>, SampleProbe, ISample>("Sample", new(), SampleProbe.CallAll, c => new SampleClient(c)),
        ContractFuzz.Of<TextDispatcher<TextProbe>, TextProbe, IText>("Text", new(), TextProbe.CallAll, c => new TextClient(c)),
        ContractFuzz.Of<FolderDispatcher<FolderProbe>, FolderProbe, IFolder>("Folder", new(), FolderProbe.CallAll, c => new FolderClient(c)),
        ContractFuzz.Of<FileDispatcher<FileProbe>, FileProbe, IFile>("File", new(), FileProbe.CallAll, c => new FileClient(c)),
    ];

    public static TheoryData<string> Contracts => [.. All.Select(fuzz => fuzz.Name)];

    private static ContractFuzz Of(string name) => All.Single(fuzz => fuzz.Name == name);

    [Theory, MemberData(nameof(Contracts))]
    public void WhatKeepsToTheContractComesThrough(string contract)
    {
        Of(contract).MakeProperCalls(rounds: 100);
        Assert.Empty(Probe.Violations);
    }

    [Theory, MemberData(nameof(Contracts))]
    public void NothingElseReachesAService(string contract)
    {
        Of(contract).SendRequests(seed: 1, count: 6_000);
        Assert.Empty(Probe.Violations);
    }

    [Theory, MemberData(nameof(Contracts))]
    public void NothingElseReachesAClient(string contract)
    {
        Of(contract).SendReplies(seed: 1, rounds: 500);
        Assert.Empty(Probe.Violations);
    }
}
