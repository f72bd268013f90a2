using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

public sealed class CompilerMessagesTests
{
    static string Shorten(string output) => CompilerMessages.Shorten(output, Repository.At("/r"));

    [Fact]
    public void ErrorsAreToldOnceWithoutTheirProject() => Assert.Equal(
        "kernel/A.cs(3,5): error CS0103: The name 'B' does not exist",
        Shorten("""
            Determining projects to restore...
            /r/kernel/A.cs(3,5): error CS0103: The name 'B' does not exist [/r/targets/k/K.csproj::TargetFramework=net10.0]
            /r/kernel/A.cs(3,5): error CS0103: The name 'B' does not exist [/r/targets/k/K.csproj]
            """));

    [Fact]
    public void OutputWithoutMessagesIsKept() => Assert.Equal("it broke", Shorten("it broke\n"));
}
