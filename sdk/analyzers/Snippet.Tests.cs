using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers;

/// <summary>
/// A piece of C# that every rule looks at. The lines where one should speak say which: <c>// DS101</c> at their end.
/// </summary>
internal static class Snippet
{
    private const string Root = "/repository/";

    private static readonly ImmutableArray<DiagnosticAnalyzer> All =
    [
        .. typeof(SourceRule).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static IEnumerable<DiagnosticDescriptor> Rules => All.SelectMany(rule => rule.SupportedDiagnostics);

    /// <param name="path">Where the code stands in the repository; decides which rules bind it.</param>
    public static async Task Check(string path, string code)
    {
        var found = await Analyze(path, code);
        Assert.Equal(Expected(code), found.Select(d => (Line(d), d.Id)).Distinct().Order());
    }

    public static async Task<ImmutableArray<Diagnostic>> Analyze(string path, string code)
    {
        var compilation = Compile(Root + path, "global using System; global using System.Collections.Generic;", code, Framework);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return await Analyze(compilation);
    }

    /// <summary>Code that brings its own <c>System.Object</c>, in a folder outside of the repository.</summary>
    public static Task<ImmutableArray<Diagnostic>> AnalyzeFreestanding(string code) => Analyze(Compile("/elsewhere/Program.cs", "", code, []));

    private static CSharpCompilation Compile(string path, string usings, string code, MetadataReference[] references)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        return CSharpCompilation.Create("Snippet",
            [CSharpSyntaxTree.ParseText(usings, parsing), CSharpSyntaxTree.ParseText(code, parsing, path)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static async Task<ImmutableArray<Diagnostic>> Analyze(CSharpCompilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([], new Options()),
            (exception, _, _) => Assert.Fail(exception.ToString()), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        return await compilation.WithAnalyzers(All, options).GetAnalyzerDiagnosticsAsync();
    }

    private static int Line(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;

    private static IEnumerable<(int, string)> Expected(string code)
        => code.Split('\n').SelectMany((line, i) => Regex.Matches(line, @"(?<=//.*)DS\d{3}").Select(m => (i + 1, m.Value))).Order();

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global();
        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;
        public override AnalyzerConfigOptions GetOptions(AdditionalText text) => GlobalOptions;

        private sealed class Global : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = Root;
                return key == "build_property.Repository";
            }
        }
    }
}
