using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>A test as its attribute states it. Only values: the compiler compares two of them to see whether anything changed.</summary>
/// <param name="Method">The method to call, fully qualified.</param>
/// <param name="Expects">The texts that the console must show, each in quotes; empty for a test that returns.</param>
/// <param name="Machine">The word by which a machine says that it is what the test needs; empty for any.</param>
internal sealed record GuestTest(string Name, string Method, string Expects, string Machine)
{
    public const string Attribute = "Diesis.Tests.Framework.GuestTestAttribute";
    public const string FaultAttribute = "Diesis.Tests.Framework.FaultTestAttribute";
    public const string UserAttribute = "Diesis.Tests.Framework.UserTestAttribute";

    public static GuestTest From(GeneratorAttributeSyntaxContext context)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        var texts = context.Attributes[0].ConstructorArguments
            .SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values : [a])
            .Select(a => $"\"{a.Value}\"");
        var machine = context.Attributes[0].NamedArguments.Where(a => a.Key == "Machine").Select(a => (string?)a.Value.Value).FirstOrDefault();
        return new(Names.Of(method), Names.Qualified(method), string.Join(" ", texts), machine ?? "");
    }
}
