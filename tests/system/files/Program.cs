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
    /// <summary>Services that end while files on a disk are used, when nobody says how many.</summary>
    private const int UsualKills = 21;

    private static int Main()
    {
        int kills = CommandLineOption.ValueOf(Startup.CommandLine, "kills"u8) is { IsEmpty: false } text && int.TryParse(text, out int asked) ? asked : UsualKills;
        var verdict = new Verdict();
        if (Service.Find(VfsContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok || !FileTree.Open(endpoint).TryGet(out FileTree tree))
        {
            verdict.Check("ThereIsATreeOfFiles", () => false);
            return verdict.Close();
        }
        using FileTree files = tree;
        TreeTests.Run(verdict, files);
        DiskTests.Run(verdict, files, kills);
        DeathTests.Run(verdict, files);
        return verdict.Close();
    }
}
