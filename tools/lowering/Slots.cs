using Mono.Cecil;

namespace Diesis.Tools.Lowering;

/// <summary>Which generic methods are chosen at run time, and which of them are the same one.</summary>
internal static class Slots
{
    public static bool IsGenericVirtual(MethodDefinition method) => method is { IsVirtual: true, IsStatic: false, HasGenericParameters: true };

    /// <summary>The first declaration of what a method overrides: its slot.</summary>
    /// <param name="owner">The instance of the type that declares the method.</param>
    /// <returns>The declaration, and the instance of its type.</returns>
    public static (MethodDefinition Method, TypeReference Owner) Root(MethodDefinition method, TypeReference owner)
    {
        foreach (var overridden in method.Overrides)
        {
            // Of a class: the result's type may differ. Those of interfaces are another matter.
            if (overridden.Definition() is { DeclaringType.IsInterface: false } declaration)
                return Root(declaration, overridden.DeclaringType.In(owner));
        }
        if (method.IsNewSlot || method.DeclaringType.IsInterface) return (method, owner);
        foreach (var ancestor in owner.WithBases().Skip(1))
        {
            if (Matching(ancestor, method, owner) is { } overridden) return Root(overridden, ancestor);
        }
        return (method, owner);
    }

    /// <summary>The virtual method of a type that has the name, the parameters and the result of another.</summary>
    public static MethodDefinition? Matching(TypeReference type, MethodDefinition like, TypeReference owner) =>
        type.Definition()!.Methods.FirstOrDefault(method => IsGenericVirtual(method) && method.Name == like.Name
            && method.GenericParameters.Count == like.GenericParameters.Count && Signature(method, type) == Signature(like, owner));

    public static MethodDefinition? Definition(this MethodReference method) => method switch
    {
        MethodDefinition definition => definition,
        GenericInstanceMethod instance => instance.ElementMethod.Definition(),
        _ => method.DeclaringType.Definition()?.Methods.FirstOrDefault(candidate => candidate.Name == method.Name
            && candidate.GenericParameters.Count == method.GenericParameters.Count && Written(candidate) == Written(method)),
    };

    /// <summary>Types of parameters and result as they stand in the metadata, with parameters by their numbers.</summary>
    private static string Written(MethodReference method) => string.Join(',', method.Parameters.Select(parameter => parameter.ParameterType.Written()).Append(method.ReturnType.Written()));

    private static string Signature(MethodDefinition method, TypeReference owner) =>
        string.Join(',', method.Parameters.Select(parameter => parameter.ParameterType.In(owner).Written()).Append(method.ReturnType.In(owner).Written()));
}
