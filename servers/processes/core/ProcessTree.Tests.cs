namespace Diesis.Servers.Processes;

public sealed class ProcessTreeTests
{
    private const ulong Service = 3, Other = 4;

    private static readonly ProcessEnd Clean = new(0, 0);

    private readonly ProcessTree _tree = new(100, 100);
    private ulong _lastBadge = 63;

    private ProcessRecord Add(string name, ProcessRecord? by = null, ulong service = Service) => _tree.Add(name, ++_lastBadge, by?.Badge ?? service);

    [Fact]
    public void ATreeIsAllThatAProcessStarted()
    {
        ProcessRecord shell = Add("shell"), build = Add("build", shell), compiler = Add("compiler", build);
        _ = Add("other");
        _ = Add("editor", shell);
        Assert.Equal(["shell", "build", "editor", "compiler"], _tree.TreeOf(shell.Id).Select(record => record.Name));
        Assert.Equal(["compiler"], _tree.TreeOf(compiler.Id).Select(record => record.Name));
        Assert.Empty(_tree.TreeOf(99));
        Assert.Equal(["shell", "build", "compiler", "other", "editor"], _tree.All().Select(record => record.Name));
    }

    [Fact]
    public void ChildrenOfWhoEndedBelongToItsParent()
    {
        ProcessRecord shell = Add("shell"), build = Add("build", shell), compiler = Add("compiler", build);
        _tree.Ended(build.Id, Clean);
        Assert.Equal(shell.Id, compiler.Parent);
        Assert.Equal(["shell", "compiler"], _tree.TreeOf(shell.Id).Select(record => record.Name));
        Assert.Empty(_tree.TreeOf(build.Id));
        _tree.Ended(shell.Id, Clean);
        Assert.Equal((0u, Service), (compiler.Parent, compiler.Owner));
    }

    [Fact]
    public void AProcessBelongsToWhoeverIsAboveIt()
    {
        ProcessRecord shell = Add("shell"), build = Add("build", shell), compiler = Add("compiler", build), stranger = Add("stranger", null, Other);
        foreach (ProcessRecord record in (ProcessRecord[])[shell, build, compiler])
        {
            Assert.True(_tree.BelongsTo(record, Service));
            Assert.False(_tree.BelongsTo(record, Other));
            Assert.False(_tree.BelongsTo(record, stranger.Badge));
            Assert.False(_tree.BelongsTo(record, record.Badge));
        }
        Assert.True(_tree.BelongsTo(compiler, shell.Badge));
        Assert.False(_tree.BelongsTo(shell, build.Badge));
        Assert.False(_tree.BelongsTo(stranger, Service));
        _tree.Ended(shell.Id, Clean);
        Assert.True(_tree.BelongsTo(compiler, Service));
        Assert.False(_tree.BelongsTo(compiler, shell.Badge));
    }

    [Fact]
    public void AnEndIsToldOnce()
    {
        ProcessRecord one = Add("short");
        Assert.Null(_tree.Collect(one.Id));
        _tree.Ended(one.Id, new(2, 7), 1234);
        _tree.Ended(one.Id, Clean);
        Assert.Equal(1234u, one.TimeNs);
        Assert.Equal(new ProcessEnd(2, 7), _tree.Collect(one.Id));
        Assert.Null(_tree.Collect(one.Id));
        Assert.False(_tree.TryFind(one.Id, out _));
        Assert.Null(_tree.Collect(12345));
    }

    [Fact]
    public void BothRunningAndEndedOnesAreBounded()
    {
        ProcessTree tree = new(3, 2);
        uint[] ids = [.. Enumerable.Range(0, 3).Select(i => tree.Add($"p{i}", (ulong)i + 64, Service).Id)];
        Assert.True(tree.IsFull);
        foreach (uint id in ids) tree.Ended(id, Clean);
        Assert.False(tree.IsFull);
        Assert.Equal(0, tree.RunningCount);
        Assert.Null(tree.Collect(ids[0]));
        Assert.NotNull(tree.Collect(ids[1]));
        Assert.NotNull(tree.Collect(ids[2]));
    }
}
