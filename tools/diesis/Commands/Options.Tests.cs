using System.CommandLine;
using Diesis.Tools.Building;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Commands;

public sealed class OptionsTests
{
    static ParseResult Parse(params string[] words) =>
        DiesisCommand.Create(new Workshop(Repository.OfThisTool())).Parse(words);

    [Fact]
    public void LoadersAreParsed()
    {
        Assert.Equal(new Loader.Own(), Loader.Parse("diesis"));
        Assert.Equal(new Loader.Grub(), Loader.Parse("grub"));
        Assert.Equal(new Loader.Limine("/usr/share/limine"), Loader.Parse("limine:/usr/share/limine"));
        Assert.Null(Loader.Parse("limine:"));
        Assert.Null(Loader.Parse("lilo"));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run --arch aarch64 --smp 64 --memory 2G --firmware uefi --loader limine:/x --display vnc --icount --gdb --kvm off --cmdline a=b --release -- -d int")]
    [InlineData("exec --share / 1")]
    [InlineData("run --share .")]
    [InlineData("test")]
    [InlineData("test host --filter Frames")]
    [InlineData("test sim --seeds 5 --seed 77")]
    [InlineData("test guest --arch aarch64 --limit 30")]
    [InlineData("bench ground --json out.json")]
    [InlineData("build --flavour bench")]
    [InlineData("run --fresh")]
    [InlineData("image --iso a.iso --disk b.img")]
    [InlineData("debug --batch bt")]
    [InlineData("doctor --install")]
    [InlineData("clean")]
    public void GoodLinesParse(string line) => Assert.Empty(Parse(line.Split(' ')).Errors);

    [Theory]
    [InlineData(":0", null, true)]
    [InlineData(null, "wayland-0", true)]
    [InlineData("", "", false)]
    [InlineData(null, null, false)]
    public void AWindowNeedsADesktop(string? display, string? wayland, bool expected) =>
        Assert.Equal(expected, RunCommand.HasDesktop(name => name == "DISPLAY" ? display : wayland));

    [Theory]
    [InlineData("run --arch sparc", "'sparc' is not an architecture; there are: x86_64, aarch64")]
    [InlineData("run --loader lilo", "'lilo' is not a loader")]
    [InlineData("run --smp 0", "1 to 255")]
    [InlineData("run --fresh --disk /dev/null", "without --disk")]
    [InlineData("exec --share /none/such 1", "there is no folder '/none/such'")]
    [InlineData("exec --share /etc/fstab 1", "'/etc/fstab' is a file; --share takes a folder")]
    [InlineData("image", "--iso FILE or --disk FILE")]
    public void BadLinesAreExplained(string line, string expected) =>
        Assert.Contains(Parse(line.Split(' ')).Errors, error =>
            error.Message.Contains(expected, StringComparison.Ordinal));
}
