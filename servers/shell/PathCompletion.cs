using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Files;
using Diesis.Files;
using Diesis.Services;

namespace Diesis.Servers.Shell;

/// <summary>What paths in the tree of files begin as somebody has written them: whole ones, those of folders with a slash behind.</summary>
internal sealed class PathCompletion
{
    private FileTree? _tree;

    public IEnumerable<string> Of(string begun)
    {
        List<string> paths = [];
        int slash = begun.LastIndexOf('/');
        if (slash < 0 || !TryOpen(out FileTree tree)) return paths;
        string folder = begun.Substring(0, slash + 1);
        if (!tree.List(folder).TryGet(out List<FolderItem> items)) return paths;
        foreach (FolderItem item in items) paths.Add(folder + item.Name + (item.Facts.Kind == FileKind.Folder ? "/" : ""));
        paths.Sort(string.CompareOrdinal);
        return paths;
    }

    private bool TryOpen(out FileTree tree)
    {
        if (_tree is null && Service.Find(VfsContract.ExpectedHash, out Handle<Endpoint> endpoint) == Status.Ok)
        {
            _ = FileTree.Open(endpoint).TryGet(out _tree!);
            _ = Kernel.Release(endpoint);
        }
        tree = _tree!;
        return tree is not null;
    }
}
