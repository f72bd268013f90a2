namespace Diesis.Sdk.Analyzers.Programs;

public class ProgramsTests
{
    private const string Catches = """
        static class Sample
        {
            static int Read(string text)
            {
                try { return int.Parse(text); }
                catch (FormatException) { return 0; }          // DS901
                catch { return 1; }                            // DS901
            }
            static void Use(IDisposable resource)
            {
                try { using (resource) { } }
                finally { resource.Dispose(); }
            }
        }
        """;

    [Fact]
    public Task ProgramsDoNotCatch() => Snippet.Check("samples/Sample.cs", Catches);

    [Fact]
    public async Task HostCodeMay()
        => Assert.DoesNotContain(await Snippet.Analyze("tools/Sample.cs", Catches), found => found.Id == "DS901");

    /// <summary>Wherever their source lies.</summary>
    [Fact]
    public async Task ProgramsOfOthersDoNotCatchEither()
    {
        var found = await Snippet.AnalyzeFreestanding("""
            namespace System
            {
                public class Object { } public class String { } public abstract class ValueType { } public struct Void { } public struct Int32 { }
                public struct Boolean { } public class Attribute { } public class Exception { } public abstract class Array { } public abstract class Enum { }
            }
            static class Sample
            {
                static void Run()
                {
                    try { }
                    catch (System.Exception) { }
                }
            }
            """);
        Assert.Contains(found, diagnostic => diagnostic.Id == "DS901");
    }
}
