using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Diesis.Tools.Lowering;

/// <summary>
/// The way from an assembly to an object file where generic virtual methods are called. The AOT compiler is asked for code, says which instances of
/// generic classes that makes, and is asked again with dispatchers that know them, until it makes no others.
/// </summary>
public static class LoweredCompilation
{
    /// <summary>Classes that make each other's instances without an end would go on for ever.</summary>
    private const int MostRounds = 8;

    /// <param name="folder">Where the lowered assembly goes, under a folder of its own: the AOT compiler takes its name from the file.</param>
    /// <param name="compile">Makes code of an assembly, with further options.</param>
    public static async Task Run(string assembly, string folder, Func<string, string[], Task> compile)
    {
        if (!Declares(assembly))
        {
            await compile(assembly, []);
            return;
        }
        var lowered = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "lowered")).FullName, Path.GetFileName(assembly));
        List<string> reports = [];
        HashSet<string> known = [];
        while (reports.Count < MostRounds)
        {
            using var program = Read(assembly);
            var instances = Mentioned(program).Concat(reports.SelectMany(report => CompiledTypes.Read(report, program)));
            Lowering lowering = new(program, [.. instances.DistinctBy(type => type.FullName)]);
            if (reports.Count > 0 && lowering.Instances.IsSubsetOf(known)) return;
            known.UnionWith(lowering.Instances);
            lowering.Run();
            program.Write(lowered, new WriterParameters { WriteSymbols = program.HasSymbols });
            reports.Add(Path.ChangeExtension(lowered, $".{reports.Count}.mstat"));
            await compile(lowered, ["--mstat", reports[^1]]);
            if (!lowering.DependsOnInstances) return;
        }
        throw new LoweringException($"generic classes with generic virtual methods make ever new instances of each other: {known.MaxBy(name => name.Length)}");
    }

    /// <summary>Whether there is any such method. Most programs have none.</summary>
    private static bool Declares(string assembly)
    {
        using var program = ModuleDefinition.ReadModule(assembly);
        return program.GetTypes().SelectMany(type => type.Methods).Any(Slots.IsGenericVirtual);
    }

    /// <summary>Instances of generic types that the program names as such: mostly all that there will be, and then once is enough.</summary>
    private static IEnumerable<GenericInstanceType> Mentioned(ModuleDefinition program) =>
        program.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand as TypeReference ?? (instruction.Operand as MemberReference)?.DeclaringType)
            .OfType<GenericInstanceType>().Where(type => !type.ContainsGenericParameter && type.Definition() is not null);

    private static ModuleDefinition Read(string assembly)
    {
        // All in memory: it is written again while others may read it.
        ReaderParameters parameters = new() { InMemory = true, ReadSymbols = true, SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false) };
        return ModuleDefinition.ReadModule(assembly, parameters);
    }
}
