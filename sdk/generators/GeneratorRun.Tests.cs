using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Diesis.Sdk.Generators;

/// <summary>A compilation with a generator in it: what it writes, what it says, and the code that comes of it.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Compilation _compilation;

    private GeneratorRun(Compilation compilation, ImmutableArray<Diagnostic> said)
    {
        _compilation = compilation;
        Said = [.. said.Select(d => $"{d.Id}: {d.GetMessage()}").Order()];
    }

    public IReadOnlyList<string> Said { get; }

    private static readonly string[] AbiFiles = [.. Directory.GetFiles(Path.Combine(Sdk(), "abi"), "*.cs").Order()
        .Where(file => !file.EndsWith(".Tests.cs", StringComparison.Ordinal))];

    /// <summary>The declared interface, as the repository has it.</summary>
    public static string[] Abi { get; } = [.. AbiFiles.Select(File.ReadAllText)];

    /// <summary>The interface's types, without its calls: for tests that declare their own.</summary>
    public static string[] AbiTypes { get; } = [.. AbiFiles
        .Where(file => !Path.GetFileName(file).StartsWith("IKernel", StringComparison.Ordinal)).Select(File.ReadAllText)];

    /// <summary>The interface as data, without what is to be generated.</summary>
    public static string[] Description { get; } = [.. Directory.GetFiles(Path.Combine(Sdk(), "description"), "*.cs").Select(File.ReadAllText)];

    public static GeneratorRun Of(IIncrementalGenerator generator, params IEnumerable<string> sources)
    {
        var compilation = CSharpCompilation.Create("Generated", sources.Select(text => CSharpSyntaxTree.ParseText(text, Parsing)), Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, checkOverflow: true,
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var written, out var said);
        return new(written, said);
    }

    /// <summary>The generated file of this name, or nothing.</summary>
    public string Written(string file)
        => _compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath.EndsWith(file, StringComparison.Ordinal))?.ToString() ?? "";

    /// <summary>Compiles all of it; there must be no error.</summary>
    public Assembly Load()
    {
        using MemoryStream assembly = new();
        EmitResult result = _compilation.Emit(assembly);
        Assert.Empty(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return Assembly.Load(assembly.ToArray());
    }

    private static string Sdk([CallerFilePath] string self = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, ".."));
}
