namespace Diesis.Servers.Processes;

public sealed class ProcessTreeTests
{
    private static readonly ProcessEnd Clean = new(0, 0);

    [Fact]
    public void ATreeIsAllThatAProcessStarted()
    {
        ProcessTree tree = new(100, 100);
        uint shell = tree.Add("shell", 0)!.Id, build = tree.Add("build", shell)!.Id, compiler = tree.Add("compiler", build)!.Id;
        _ = tree.Add("other", 0);
        _ = tree.Add("editor", shell);
        Assert.Equal(["shell", "build", "editor", "compiler"], tree.TreeOf(shell).Select(record => record.Name));
        Assert.Equal(["compiler"], tree.TreeOf(compiler).Select(record => record.Name));
        Assert.Empty(tree.TreeOf(99));
        Assert.Equal(["shell", "build", "compiler", "other", "editor"], tree.All().Select(record => record.Name));
    }

    [Fact]
    public void ChildrenOfWhoEndedBelongToItsParent()
    {
        ProcessTree tree = new(100, 100);
        uint shell = tree.Add("shell", 0)!.Id, build = tree.Add("build", shell)!.Id;
        ProcessRecord compiler = tree.Add("compiler", build)!;
        tree.Ended(build, Clean);
        Assert.Equal(shell, compiler.Parent);
        Assert.Equal(["shell", "compiler"], tree.TreeOf(shell).Select(record => record.Name));
        Assert.Empty(tree.TreeOf(build));
        Assert.Null(tree.Add("late", build));
    }

    [Fact]
    public void AnEndIsToldOnce()
    {
        ProcessTree tree = new(100, 100);
        uint id = tree.Add("short", 0)!.Id;
        Assert.Null(tree.Collect(id));
        tree.Ended(id, new(2, 7));
        tree.Ended(id, Clean);
        Assert.Equal(new ProcessEnd(2, 7), tree.Collect(id));
        Assert.Null(tree.Collect(id));
        Assert.False(tree.TryFind(id, out _));
        Assert.Null(tree.Collect(12345));
    }

    [Fact]
    public void BothRunningAndEndedOnesAreBounded()
    {
        ProcessTree tree = new(3, 2);
        uint[] ids = [.. Enumerable.Range(0, 3).Select(i => tree.Add($"p{i}", 0)!.Id)];
        Assert.Null(tree.Add("one too many", 0));
        foreach (uint id in ids) tree.Ended(id, Clean);
        Assert.Equal(0, tree.RunningCount);
        Assert.Null(tree.Collect(ids[0]));
        Assert.NotNull(tree.Collect(ids[1]));
        Assert.NotNull(tree.Collect(ids[2]));
        Assert.NotNull(tree.Add("again", 0));
    }
}
