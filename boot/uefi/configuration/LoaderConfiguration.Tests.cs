using System.Text;
using Diesis.Tests;

namespace Diesis.Boot.Uefi.Configuration;

public class LoaderConfigurationTests
{
    private const string Good = """
        # what to start
        kernel = /diesis/kernel.elf
        cmdline =  console=serial  x = y

        	module	= /diesis/initfs.tar.gz
        module = /diesis/Root.elf name=root cmdline=--verbose name=not a name
        resolution = 1280x800
        kaslr = yes
        """;

    private static string Text(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text);

    /// <summary>The line that is wrong, what of it, and why.</summary>
    private static (int Line, string Subject, string Reason) Refusal(string text)
    {
        bool isGood =
            LoaderConfiguration.TryParse(Encoding.UTF8.GetBytes(text), out _, out int line, out Problem problem);
        Assert.False(isGood);
        return (line, Text(problem.Subject), Text(problem.Reason));
    }

    private static LoaderConfiguration Parse(string text)
    {
        bool isGood = LoaderConfiguration.TryParse(
            Encoding.UTF8.GetBytes(text), out LoaderConfiguration configuration, out _, out Problem problem);
        Assert.Equal("", Text(problem.Reason));
        Assert.True(isGood);
        return configuration;
    }

    [Fact]
    public void AFileIsReadKeyByKey()
    {
        LoaderConfiguration configuration = Parse(Good);

        Assert.Equal("/diesis/kernel.elf", Text(configuration.Kernel));
        Assert.Equal("console=serial  x = y", Text(configuration.CommandLine));
        Assert.Equal((1280u, 800u), (configuration.Resolution.Width, configuration.Resolution.Height));
        Assert.Equal(Randomization.On, configuration.Randomization);
        Assert.Equal(2, configuration.ModuleCount);
    }

    [Fact]
    public void ModulesComeInTheOrderOfTheFile()
    {
        List<(string, string, string)> modules = [];
        foreach (ModuleRequest module in Parse(Good).Modules)
            modules.Add((Text(module.Path), Text(module.Name), Text(module.CommandLine)));

        Assert.Equal(
            [
                ("/diesis/initfs.tar.gz", "initfs.tar.gz", ""),
                ("/diesis/Root.elf", "root", "--verbose name=not a name"),
            ], modules);
    }

    [Fact]
    public void LinesMayEndAsOnOtherSystemsAndTheFileMayBeginWithAByteOrderMark()
    {
        LoaderConfiguration configuration = Parse("\uFEFFkernel = /k\r\ncmdline = a\r\n");
        Assert.Equal(("/k", "a"), (Text(configuration.Kernel), Text(configuration.CommandLine)));
    }

    [Fact]
    public void WhatIsLeftOutHasItsDefault()
    {
        LoaderConfiguration configuration = Parse("kernel=/k");
        Assert.True(configuration.Resolution.IsBest);
        Assert.Equal(Randomization.On, configuration.Randomization);
        Assert.Equal("", Text(configuration.CommandLine));
    }

    [Theory]
    [InlineData("kaslr = no", Randomization.Off)]
    [InlineData("cmdline = quiet nokaslr", Randomization.Off)]
    [InlineData("cmdline = quiet nokaslrx", Randomization.On)]
    public void RandomPlacementCanBeSwitchedOff(string line, Randomization expected)
        => Assert.Equal(expected, Parse("kernel = /k\n" + line).Randomization);

    [Theory]
    [InlineData("kernel = /k\nkernle = /k", 2, "kernle")]
    [InlineData("kernel = /k\nkernel = /k", 2, "kernel")]
    [InlineData("# a\nkernel /k", 2, "kernel /k")]
    [InlineData("= /k", 1, "= /k")]
    [InlineData("kernel = k", 1, "k")]
    [InlineData("kernel =", 1, "")]
    [InlineData("kernel = /a\\b", 1, "/a\\b")]
    [InlineData("kernel = /folder/", 1, "/folder/")]
    [InlineData("kernel = /k\n\nresolution = 1280", 3, "1280")]
    [InlineData("kernel = /k\nresolution = 0x800", 2, "0x800")]
    [InlineData("kernel = /k\nresolution = 99999x1", 2, "99999x1")]
    [InlineData("kernel = /k\nkaslr = maybe", 2, "maybe")]
    [InlineData("kernel = /k\nmodule = /m nome=x", 2, "nome=x")]
    [InlineData("kernel = /k\nmodule = /m name=", 2, "name=")]
    [InlineData("kernel = /k\nmodule = /m name=a name=b", 2, "name=b")]
    public void AMistakeIsNamedWithItsLine(string text, int line, string subject)
    {
        var (actualLine, actualSubject, reason) = Refusal(text);
        Assert.Equal((line, subject), (actualLine, actualSubject));
        Assert.NotEqual("", reason);
    }

    [Fact]
    public void AFileWithoutKernelIsRefusedAsAWhole() => Assert.Equal(0, Refusal("cmdline = x").Line);

    [Fact]
    public void OnlyCommentsMayHoldForeignLetters()
    {
        _ = Parse("# größer\nkernel = /k");
        Assert.Equal(1, Refusal("kernel = /größer").Line);
        Assert.Equal(2, Refusal("kernel = /k\ncmdline = a\0b").Line);
    }

    [Fact]
    public void APathIsNoLongerThanFatAllows()
    {
        _ = Parse("kernel = /" + new string('a', BootPath.Longest - 1));
        Assert.Equal(1, Refusal("kernel = /" + new string('a', BootPath.Longest)).Line);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DamagedFilesAreReadOrRefusedButNeverCrash(int seed)
    {
        Fuzzing fuzzing = new(seed);
        byte[] good = Encoding.UTF8.GetBytes(Good);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] text = fuzzing.Mutate(good);
            bool isGood = LoaderConfiguration.TryParse(text, out LoaderConfiguration configuration, out int line, out Problem problem);
            Assert.Equal(isGood, problem.IsNone);
            Assert.InRange(line, 0, text.Length + 1);
            if (!isGood) continue;
            int modules = 0;
            foreach (ModuleRequest module in configuration.Modules)
            {
                Assert.True(BootPath.Check(module.Path).IsNone);
                modules++;
            }
            Assert.Equal(configuration.ModuleCount, modules);
        }
    }
}
