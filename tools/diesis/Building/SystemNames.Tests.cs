using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

public sealed class SystemNamesTests
{
    [Fact]
    public void SystemsAreFoundByTheNamesOfTheirManifests()
    {
        Assert.Contains(SystemNames.Usual, SystemNames.All);
        Assert.All(SystemNames.All, name => Assert.Equal(name, SystemNames.NameOf(SystemNames.Find(name))));
        Assert.NotSame(SystemNames.Find("usual"), SystemNames.Find("tests"));
        Assert.Contains("usual", Assert.Throws<ToolFailure>(() => SystemNames.Find("nothing")).Message);
    }
}
