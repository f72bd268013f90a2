using System;
using System.Collections.Concurrent;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers;

/// <summary>
/// Where a source file stands in the repository, which decides the rules that bind it. A file elsewhere (generated code)
/// is bound by none.
/// </summary>
internal sealed class SourceLayout
{
    /// <summary>Code that must do without a heap.</summary>
    private static readonly string[] HeaplessFolders =
        ["boot/", "kernel/", "machine/", "corelib/core/", "tests/framework/", "tests/guest/", "tests/bench/"];

    /// <summary>The kernel, the machine, and the part of that which runs on the host only.</summary>
    public static readonly string[] Kernel = ["kernel/"], Machine = ["machine/"], SimulatedMachine = ["machine/simulated/"];

    private readonly string _root;
    private readonly ConcurrentDictionary<SyntaxTree, string?> _paths = new();

    /// <summary>Rules ask about the same file again for each of its expressions.</summary>
    private readonly ConcurrentDictionary<(SyntaxTree Tree, string[] Folders), bool> _answers = new();

    private SourceLayout(string root) => _root = root;

    /// <summary>The repository's folder is handed to the compiler by <c>sdk/Analyzers.props</c>.</summary>
    public static SourceLayout Of(AnalyzerOptions options)
    {
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.Repository", out var root);
        return new((root ?? "").Replace('\\', '/'));
    }

    public bool IsHeapless(SyntaxTree tree)
        => IsIn(tree, HeaplessFolders) && !IsIn(tree, SimulatedMachine) && !IsTest(tree);

    /// <param name="folders">The same array each time: answers are kept by it.</param>
    public bool IsIn(SyntaxTree tree, string[] folders)
        => _answers.GetOrAdd((tree, folders), asked => PathOf(asked.Tree) is { } path && asked.Folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)));

    /// <summary>A host test beside what it tests.</summary>
    public bool IsTest(SyntaxTree tree) => tree.FilePath.EndsWith(".Tests.cs", StringComparison.Ordinal);

    /// <summary>From the repository's root, with slashes; null for a file outside of it or written by a build.</summary>
    public string? PathOf(SyntaxTree tree) => _paths.GetOrAdd(tree, FindPath);

    private string? FindPath(SyntaxTree tree)
    {
        var path = tree.FilePath.Replace('\\', '/');
        if (_root == "" || !path.StartsWith(_root, StringComparison.Ordinal)) return null;
        path = path.Substring(_root.Length);
        return path.StartsWith(".build/", StringComparison.Ordinal) ? null : path;
    }
}
