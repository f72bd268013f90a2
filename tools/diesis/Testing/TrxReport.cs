using System.Xml.Linq;

namespace Diesis.Tools.Testing;

/// <summary>Reads the results that the test platform of .NET writes.</summary>
internal static class TrxReport
{
    private static readonly XNamespace Names = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static IReadOnlyList<TestResult> Parse(string suite, string xml) =>
    [
        .. XDocument.Parse(xml).Descendants(Names + "UnitTestResult")
            .Where(result => (string?)result.Attribute("outcome") != "NotExecuted")
            .Select(result => new TestResult(suite, (string)result.Attribute("testName")!,
                (string?)result.Attribute("outcome") == "Passed" ? null : Failure(result))),
    ];

    private static string Failure(XElement result)
    {
        var message = (string?)result.Descendants(Names + "Message").FirstOrDefault() ?? "failed without a message";
        var output = (string?)result.Descendants(Names + "StdOut").FirstOrDefault();
        var frames = ((string?)result.Descendants(Names + "StackTrace").FirstOrDefault() ?? "").Split('\n')
            .Where(frame => frame.Contains(" in ", StringComparison.Ordinal)).Take(3);
        return string.Join('\n',
            new[] { message.Trim(), output?.Trim() ?? "" }.Concat(frames.Select(frame => frame.Trim()))
            .Where(part => part.Length > 0));
    }
}
