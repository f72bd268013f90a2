using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Tests.Files;

// Random operations, beside a model of what they are to do.
public abstract partial class FolderSuite
{
    /// <summary>Files by their path; folders have null.</summary>
    private sealed class Model : SortedDictionary<string, byte[]?>
    {
        public Model() : base(StringComparer.Ordinal) => this[""] = null;

        public FileStatus StatusOf(string path) => ContainsKey(path) ? FileStatus.Ok : FileStatus.NotFound;
        public bool IsFolder(string path) => TryGetValue(path, out byte[]? content) && content is null;
        public string[] Below(string path) => [.. Keys.Where(key => key != path && FilePath.IsWithin(key, path, out _))];

        public FileStatus Move(string path, string newPath)
        {
            if (!ContainsKey(path)) return FileStatus.NotFound;
            if (IsFolder(path) && FilePath.IsWithin(FilePath.Split(newPath).Folder, path, out _)) return FileStatus.IntoItself;
            if (path == newPath) return FileStatus.Ok;
            if (ContainsKey(newPath))
            {
                if (IsFolder(path) != IsFolder(newPath)) return IsFolder(newPath) ? FileStatus.IsAFolder : FileStatus.NotAFolder;
                if (Below(newPath).Length != 0) return FileStatus.NotEmpty;
            }
            foreach (string moved in (string[])[path, .. Below(path)])
            {
                this[newPath + moved[path.Length..]] = this[moved];
                _ = Remove(moved);
            }
            return FileStatus.Ok;
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void RandomOperationsDoWhatAModelSays(int seed)
    {
        Random random = new(seed);
        Model model = new();
        for (int i = 0; i < 300; i++) Step(random, model);
        Check(model, "");
    }

    private void Step(Random random, Model model)
    {
        string[] folders = [.. model.Keys.Where(model.IsFolder)];
        string folder = folders[random.Next(folders.Length)], path = FilePath.Join(folder, $"a name of {random.Next(5)}");
        bool isFolder = model.IsFolder(path), isThere = model.ContainsKey(path);
        switch (random.Next(7))
        {
            case 0:
                Assert.Equal(isThere ? FileStatus.AlreadyThere : FileStatus.Ok, StatusOf(Root.MakeFolder(path)));
                if (!isThere) model[path] = null;
                break;
            case 1 or 2 or 3:
                Result<IFile, FileStatus> opened = Root.Open(path, Both | OpenMode.Create);
                Assert.Equal(isFolder ? FileStatus.IsAFolder : FileStatus.Ok, StatusOf(opened));
                if (isFolder) break;
                using (IFile file = opened.Value) model[path] = Change(random, file, model.GetValueOrDefault(path) ?? []);
                break;
            case 4:
                FileStatus expected = !isThere ? FileStatus.NotFound : model.Below(path).Length != 0 ? FileStatus.NotEmpty : FileStatus.Ok;
                Assert.Equal(expected, StatusOf(Root.Remove(path)));
                if (expected == FileStatus.Ok) _ = model.Remove(path);
                break;
            case 5:
                string newPath = FilePath.Join(folders[random.Next(folders.Length)], $"a name of {random.Next(5)}");
                // The model is asked first: it says what is to come.
                Assert.Equal(model.Move(path, newPath), StatusOf(Root.Move(path, newPath, MoveMode.Replace)));
                break;
            default:
                Check(model, folder);
                break;
        }
    }

    private static byte[] Change(Random random, IFile file, byte[] content)
    {
        int at = random.Next(content.Length + 600), length = random.Next(FileLimits.MostBytes);
        if (random.Next(4) == 0)
        {
            Take(file.SetSize((ulong)at));
            Array.Resize(ref content, at);
            return content;
        }
        byte[] part = Noise(at, length);
        Assert.Equal((uint)length, Take(file.Write((ulong)at, part)));
        if (length != 0 && content.Length < at + length) Array.Resize(ref content, at + length);
        part.CopyTo(content.AsSpan(Math.Min(at, content.Length)));
        return content;
    }

    private void Check(Model model, string folder)
    {
        SortedDictionary<string, FileFacts> listed = List(folder);
        Assert.Equal(model.Below(folder).Where(path => FilePath.Split(path).Folder == folder).Select(path => FilePath.Split(path).Name), listed.Keys);
        foreach ((string name, FileFacts facts) in listed)
        {
            string path = FilePath.Join(folder, name);
            Assert.Equal(model.IsFolder(path), facts.IsFolder);
            if (facts.IsFolder) Check(model, path);
            else Assert.Equal(model[path], Get(path));
        }
    }
}
