using System;
using System.Collections.Immutable;
using System.Linq;
using Diesis.Sdk.Generators.Emitters;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators;

/// <summary>
/// Finds the methods marked <c>[GuestTest]</c>, <c>[FaultTest]</c> or <c>[UserTest]</c> and writes the catalog that the runner
/// walks in the guest, where nothing can be found at run time.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GuestTestGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var tests = Marked(context, GuestTest.Attribute);
        var faults = Marked(context, GuestTest.FaultAttribute);
        var users = Marked(context, GuestTest.UserAttribute);
        var all = tests.Combine(faults).Combine(users).Select(
            static (found, _) => found.Left.Left.AddRange(found.Left.Right).AddRange(found.Right));
        context.RegisterSourceOutput(all.Combine(Catalog.IsDeclared(context, "TestCatalog")), static (output, found) =>
        {
            if (!found.Right) return;
            var ordered = found.Left.OrderBy(t => t.Name, StringComparer.Ordinal).ToArray();
            output.AddSource("TestCatalog.g.cs", TestCatalog.Emit(ordered));
        });
    }

    private static IncrementalValueProvider<ImmutableArray<GuestTest>> Marked(
        IncrementalGeneratorInitializationContext context, string attribute)
        => context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute, static (_, _) => true, static (marked, _) => GuestTest.From(marked)).Collect();
}
