using System.Collections.Generic;
using System.Linq;
using Diesis.Sdk.Generators.Emitters;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators;

/// <summary>
/// Writes how the kernel comes from the number of a system call to its handler, with arguments decoded and handles turned
/// into capabilities. It is asked for by a partial method <c>Dispatch</c> of <c>CpuDriver</c> without a body.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class KernelDispatchGenerator : IIncrementalGenerator
{
    private const string Driver = "Diesis.Kernel.CpuDriver";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterSourceOutput(context.CompilationProvider.Select(static (compilation, _) => Dispatch.In(compilation)),
            static (output, dispatch) =>
            {
                foreach (var (number, name) in dispatch.Missing)
                    output.ReportDiagnostic(Diagnostic.Create(Rules.MissingHandler, Location.None, number, name));
                if (dispatch.Source != "") output.AddSource("CpuDriver.Dispatch.g.cs", dispatch.Source);
            });
    }

    /// <summary>What is to be written. Compared by its values, so that nothing is written anew while they stay.</summary>
    private sealed record Dispatch(string Source, string Unanswered)
    {
        private static readonly Dispatch Nothing = new("", "");

        public IEnumerable<(string Number, string Name)> Missing
            => Unanswered.Split([';'], System.StringSplitOptions.RemoveEmptyEntries).Select(u => u.Split(' ')).Select(u => (u[0], u[1]));

        public static Dispatch In(Compilation compilation)
        {
            if (compilation.GetTypeByMetadataName(Driver) is not { } driver) return Nothing;
            var declared = driver.GetMembers("Dispatch").OfType<IMethodSymbol>()
                .FirstOrDefault(m => m is { IsPartialDefinition: true, PartialImplementationPart: null });
            if (declared is null) return Nothing;
            var calls = SystemCall.AllIn(compilation).Where(c => c.IsUsable)
                .Select(c => (Call: c, Handler: KernelHandler.Of(c, driver))).ToArray();
            var handled = calls.Where(c => c.Handler is not null).Select(c => (c.Call, c.Handler!)).ToArray();
            var missing = calls.Where(c => c.Handler is null).Select(c => $"{c.Call.Number} {c.Call.Name}");
            return new(KernelDispatch.Emit(declared, handled), string.Join(";", missing));
        }
    }
}
