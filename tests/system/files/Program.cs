using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Files;
using Diesis.Services;

namespace Diesis.Tests.Systems.Files;

/// <summary>Judges the tree of files, as a program that has the whole of it. The system is there for its sake.</summary>
internal static class Program
{
    private static int Main()
    {
        var verdict = new Verdict();
        if (Service.Find(VfsContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok || !FileTree.Open(endpoint).TryGet(out FileTree tree))
        {
            verdict.Check("ThereIsATreeOfFiles", () => false);
            return verdict.Close();
        }
        using FileTree files = tree;
        TreeTests.Run(verdict, files);
        DeathTests.Run(verdict, files);
        return verdict.Close();
    }
}
