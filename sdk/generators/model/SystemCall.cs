using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>A system call as its declaration in <c>Diesis.Abi.IKernel</c> states it.</summary>
internal sealed class SystemCall
{
    public const string Interface = "Diesis.Abi.IKernel";
    public const string Attribute = "Diesis.Abi.SystemCallAttribute";

    /// <summary>The machine's argument registers.</summary>
    public const int MostRegisters = 8;

    private const int MessageForm = 1;

    private SystemCall(IMethodSymbol method, AttributeData attribute)
    {
        Method = method;
        Number = (uint)attribute.ConstructorArguments[0].Value!;
        IsMessage = attribute.NamedArguments.FirstOrDefault(a => a.Key == "Form").Value.Value is MessageForm;
        Parameters = [.. method.Parameters.Select(SystemCallParameter.From)];
    }

    public IMethodSymbol Method { get; }
    public string Name => Method.Name;
    public uint Number { get; }

    /// <summary>The kernel's handler sees the registers.</summary>
    public bool IsMessage { get; }

    public IReadOnlyList<SystemCallParameter> Parameters { get; }

    public IEnumerable<SystemCallParameter> Results => Parameters.Where(p => p.IsOut);

    /// <summary>How many argument registers its arguments take.</summary>
    public int Registers => Parameters.Sum(p => p.Registers);

    public bool IsUsable => Parameters.All(p => p.Kind != ParameterKind.Unusable) && Registers <= MostRegisters
        && Results.Count() < MostRegisters;

    /// <summary>All that are declared, by number.</summary>
    public static IReadOnlyList<SystemCall> AllIn(Compilation compilation)
        => compilation.GetTypeByMetadataName(Interface) is not { } kernel ? []
            : [.. kernel.GetMembers().OfType<IMethodSymbol>()
                .Select(m => (Method: m, Attribute: m.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == Attribute)))
                .Where(m => m.Attribute is not null)
                .Select(m => new SystemCall(m.Method, m.Attribute!))
                .OrderBy(c => c.Number)];
}
