using System.Text;
using Diesis.Archives;

namespace Diesis.Tools.Images;

public sealed class InitialArchiveTests
{
    private static readonly BootFile[] Files = [BootFile.Text("programs/b", "second"), BootFile.Text("programs/a", "first"), BootFile.Text("system", new string('s', 3000))];

    [Fact]
    public void TheSameFilesMakeTheSameBytes() => Assert.Equal(InitialArchive.Make(Files), InitialArchive.Make(Files.Reverse()));

    [Fact]
    public void TheReaderOfTheFirstProgramFindsEachFile()
    {
        byte[] archive = InitialArchive.Make(Files);
        Assert.Equal(ArchiveProblem.None, Gzip.ReadSize(archive, 1 << 20, out int size));
        byte[] content = new byte[size];
        Assert.Equal(ArchiveProblem.None, Gzip.Expand(archive, content));
        List<string> found = [];
        TarReader reader = new(content);
        while (reader.TryNext(out TarFile file))
        {
            TarPath path = file.Path;
            found.Add($"{Encoding.UTF8.GetString(path.Text)} {Encoding.UTF8.GetString(file.Content)}");
        }
        Assert.Equal(ArchiveProblem.None, reader.Problem);
        Assert.Equal(["programs/a first", "programs/b second", "system " + new string('s', 3000)], found);
    }
}
