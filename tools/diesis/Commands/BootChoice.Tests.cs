using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Commands;

public sealed class BootChoiceTests
{
    [Fact]
    public void UefiAndOwnLoaderAreTheDefault() =>
        Assert.Equal(new BootChoice(Firmware.Uefi, new Loader.Own()),
            BootChoice.Resolve(Architecture.X86_64, null, null));

    [Fact]
    public void ABiosIsBootedByGrub() =>
        Assert.Equal(new BootChoice(Firmware.Bios, new Loader.Grub()),
            BootChoice.Resolve(Architecture.X86_64, Firmware.Bios, null));

    [Theory]
    [InlineData("aarch64", Firmware.Bios, null, "only on PCs")]
    [InlineData("aarch64", null, "grub", "only on PCs")]
    [InlineData("x86_64", Firmware.Bios, "diesis", "UEFI program")]
    public void WhatCannotBeIsExplained(string architecture, object? firmware, string? loader, string reason)
    {
        var failure = Assert.Throws<ToolFailure>(() => BootChoice.Resolve(
            Architecture.All.Single(one => one.Name == architecture), (Firmware?)firmware, loader is null
                ? null : Loader.Parse(loader)));
        Assert.Contains(reason, failure.Message);
    }
}
