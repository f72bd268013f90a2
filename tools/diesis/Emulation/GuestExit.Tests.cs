using Diesis.Tools.Building;

namespace Diesis.Tools.Emulation;

public sealed class GuestExitTests
{
    [Theory]
    [InlineData("x86_64", 0, 0)] // switched off
    [InlineData("x86_64", 1, 1)] // QEMU could not start it
    [InlineData("x86_64", 33, 0)]
    [InlineData("x86_64", 35, 1)]
    [InlineData("aarch64", 0, 0)]
    [InlineData("aarch64", 1, 1)]
    public void StatusIsTheGuestsOwn(string architecture, int exitCode, int status) =>
        Assert.Equal(status, GuestExit.Status(Architecture.All.Single(one => one.Name == architecture), exitCode));
}
