using Mono.Cecil;

namespace Diesis.Tools.Lowering;

/// <summary>Types with their parameters put in. All are the program's own: it brings its core library with it.</summary>
internal static class Generics
{
    /// <summary>Its definition, or null for what has none: parameters, pointers, arrays.</summary>
    public static TypeDefinition? Definition(this TypeReference type) => type switch
    {
        TypeDefinition definition => definition,
        GenericInstanceType instance => instance.ElementType as TypeDefinition,
        _ => null,
    };

    public static IReadOnlyList<TypeReference> Arguments(this TypeReference type) =>
        type is GenericInstanceType instance ? [.. instance.GenericArguments] : [];

    /// <summary>A type as it stands inside of another one, seen from outside.</summary>
    /// <param name="owner">An instance of the type that it stands in.</param>
    public static TypeReference In(this TypeReference type, TypeReference owner) => type.Substitute(owner.Arguments(), []);

    /// <summary>A type with arguments in place of parameters. Where there are no arguments for a kind of parameter, it stays.</summary>
    public static TypeReference Substitute(this TypeReference type, IReadOnlyList<TypeReference> ofType, IReadOnlyList<TypeReference> ofMethod)
    {
        switch (type)
        {
            case GenericParameter { Type: GenericParameterType.Type } parameter: return ofType.Count > 0 ? ofType[parameter.Position] : parameter;
            case GenericParameter parameter: return ofMethod.Count > 0 ? ofMethod[parameter.Position] : parameter;
            case GenericInstanceType instance:
                GenericInstanceType result = new(instance.ElementType);
                foreach (var argument in instance.GenericArguments) result.GenericArguments.Add(argument.Substitute(ofType, ofMethod));
                return result;
            case ArrayType { IsVector: true } array: return new ArrayType(array.ElementType.Substitute(ofType, ofMethod));
            case ArrayType array: return new ArrayType(array.ElementType.Substitute(ofType, ofMethod), array.Rank);
            case ByReferenceType reference: return new ByReferenceType(reference.ElementType.Substitute(ofType, ofMethod));
            case PointerType pointer: return new PointerType(pointer.ElementType.Substitute(ofType, ofMethod));
            case RequiredModifierType modified:
                return new RequiredModifierType(modified.ModifierType, modified.ElementType.Substitute(ofType, ofMethod));
            case OptionalModifierType modified:
                return new OptionalModifierType(modified.ModifierType, modified.ElementType.Substitute(ofType, ofMethod));
            default: return type;
        }
    }

    /// <summary>An instance of a type with its own parameters: what <c>this</c> is inside of it.</summary>
    public static TypeReference OfItself(this TypeDefinition type)
    {
        if (!type.HasGenericParameters) return type;
        GenericInstanceType instance = new(type);
        foreach (var parameter in type.GenericParameters) instance.GenericArguments.Add(parameter);
        return instance;
    }

    /// <summary>The type itself, what it derives from, and so on.</summary>
    public static IEnumerable<TypeReference> WithBases(this TypeReference type)
    {
        for (TypeReference? current = type; current?.Definition() is { } definition; current = definition.BaseType?.In(current)) yield return current;
    }

    /// <summary>All interfaces that it has, inherited ones included, each once.</summary>
    public static IReadOnlyList<TypeReference> AllInterfaces(this TypeReference type)
    {
        Dictionary<string, TypeReference> found = [];
        foreach (var current in type.WithBases()) Add(current);
        return [.. found.Values];

        void Add(TypeReference declaring)
        {
            foreach (var implemented in declaring.Definition()!.Interfaces)
            {
                var closed = implemented.InterfaceType.In(declaring);
                if (found.TryAdd(closed.FullName, closed)) Add(closed);
            }
        }
    }

    /// <summary>A type's name, in which parameters of methods are numbers: each declaration names its own as it likes.</summary>
    public static string Written(this TypeReference type) => type switch
    {
        GenericParameter { Type: GenericParameterType.Method } parameter => $"!!{parameter.Position}",
        GenericParameter parameter => $"!{parameter.Position}",
        GenericInstanceType instance => $"{instance.ElementType.FullName}<{string.Join(',', instance.GenericArguments.Select(Written))}>",
        ArrayType array => $"{Written(array.ElementType)}[{array.Rank}]",
        ByReferenceType reference => $"{Written(reference.ElementType)}&",
        PointerType pointer => $"{Written(pointer.ElementType)}*",
        IModifierType modified => Written(modified.ElementType),
        _ => type.FullName,
    };
}
