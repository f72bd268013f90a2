using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

public sealed class SystemNamesTests
{
    [Fact]
    public void SystemsAreFoundByTheNamesOfTheirManifests()
    {
        Assert.Contains(SystemNames.Usual, SystemNames.All);
        Assert.Same(Systems.Usual, SystemNames.Find("usual"));
        Assert.Same(Systems.Tests, SystemNames.Find("tests"));
        Assert.Contains("usual", Assert.Throws<ToolFailure>(() => SystemNames.Find("nothing")).Message);
    }
}
