using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>The kernel's half of a system call: the method of the same name, whose own types the decoding goes by.</summary>
internal static class KernelHandler
{
    /// <summary>The method that takes what the call's arguments decode to, or null as long as nobody has written it.</summary>
    public static IMethodSymbol? Of(SystemCall call, INamedTypeSymbol driver)
        => driver.GetMembers(call.Name).OfType<IMethodSymbol>().FirstOrDefault(m => call.IsMessage
            ? m.Parameters.Length == 1 && m.Parameters[0].Type.TypeKind == TypeKind.Pointer
            : m.Parameters.Length == call.Parameters.Count && m.Parameters.All(p => p.Type.TypeKind != TypeKind.Pointer));

    public static string TypeOf(IMethodSymbol handler, int parameter)
        => handler.Parameters[parameter].Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
