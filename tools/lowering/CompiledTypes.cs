using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Diesis.Tools.Lowering;

/// <summary>The types that the AOT compiler made a table for, as its report of sizes (<c>--mstat</c>) lists them: an assembly whose one method loads each type's token.</summary>
internal static class CompiledTypes
{
    private const string List = "Types";
    private const string Shared = "System.__Canon";

    /// <returns>Instances of the program's generic types, in the program's own terms.</returns>
    public static IReadOnlyList<GenericInstanceType> Read(string report, ModuleDefinition program)
    {
        using var module = ModuleDefinition.ReadModule(report);
        var list = module.Types.Single(type => type.Name == "<Module>").Methods.Single(method => method.Name == List);
        return [.. list.Body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ldtoken)
            .Select(instruction => instruction.Operand).OfType<GenericInstanceType>()
            .Select(type => Translated(type, program)).OfType<GenericInstanceType>()];
    }

    /// <returns>Null for what the AOT compiler shares between instances, and for types of its own.</returns>
    private static TypeReference? Translated(TypeReference type, ModuleDefinition program) => type switch
    {
        GenericInstanceType instance => Translated(instance, program),
        ArrayType { IsVector: true } array when Translated(array.ElementType, program) is { } element => new ArrayType(element),
        ArrayType array when Translated(array.ElementType, program) is { } element => new ArrayType(element, array.Rank),
        PointerType pointer when Translated(pointer.ElementType, program) is { } element => new PointerType(element),
        TypeSpecification => null,
        _ => type.FullName == Shared ? null : program.GetType(type.FullName),
    };

    private static GenericInstanceType? Translated(GenericInstanceType instance, ModuleDefinition program)
    {
        if (program.GetType(instance.ElementType.FullName) is not { } definition) return null;
        GenericInstanceType result = new(definition);
        foreach (var argument in instance.GenericArguments)
        {
            if (Translated(argument, program) is not { } translated) return null;
            result.GenericArguments.Add(translated);
        }
        return result;
    }
}
