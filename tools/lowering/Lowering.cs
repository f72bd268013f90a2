using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Diesis.Tools.Lowering;

/// <summary>
/// Rewrites a program so that no generic method is chosen by the AOT compiler's tables, which it writes for .NET's own core library only. A call becomes a call of
/// a <see cref="Dispatcher"/>, which tests what the object is: all that it can be is known, for a program is one assembly.
/// </summary>
internal sealed class Lowering
{
    private readonly ModuleDefinition _program;
    private readonly IReadOnlyList<TypeReference> _types;
    private readonly List<(MethodDefinition Caller, Instruction Call)> _calls;
    private readonly Dictionary<MethodDefinition, Dispatcher> _dispatchers = [];

    /// <param name="compiled">Instances of generic types that the AOT compiler is known to make.</param>
    public Lowering(ModuleDefinition program, IReadOnlyList<GenericInstanceType> compiled)
    {
        _program = program;
        var definitions = program.GetTypes().Where(type => !type.IsInterface).ToList();
        _types = [.. definitions.Where(type => !type.HasGenericParameters), .. compiled.Where(type => type.Definition() is { IsInterface: false })];
        _calls = [.. program.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions.Where(IsChosen).Select(call => (method, call)))];
        var slots = _calls.Select(call => Slots.Root(Called(call.Call).Definition()!, Called(call.Call).DeclaringType).Method).ToHashSet();
        Instances = compiled.Where(type => slots.Any(slot => Implementation.Of(type, slot).Any())).Select(type => type.FullName).ToHashSet();
        DependsOnInstances = definitions.Any(type => type.HasGenericParameters && slots.Any(slot => Implementation.Of(type.OfItself(), slot).Any()));
    }

    /// <summary>The instances of generic types between which dispatchers choose.</summary>
    public IReadOnlySet<string> Instances { get; }

    /// <summary>Whether there are generic types between whose instances dispatchers choose.</summary>
    public bool DependsOnInstances { get; }

    public void Run()
    {
        foreach (var (caller, call) in _calls) Rewrite(caller.Body, call);
    }

    private static MethodReference Called(Instruction call) => (MethodReference)call.Operand;

    private static bool IsChosen(Instruction instruction)
    {
        if (instruction.OpCode != OpCodes.Callvirt && instruction.OpCode != OpCodes.Ldvirtftn) return false;
        if (instruction.Operand is not GenericInstanceMethod method || method.Definition() is not { } definition) return false;
        return Slots.IsGenericVirtual(definition) && !IsOfValue(instruction);
    }

    /// <summary>Whether a call names the type of its object, which is a value: then nothing is chosen at run time.</summary>
    private static bool IsOfValue(Instruction call) =>
        Constraint(call) is { } constraint && ((TypeReference)constraint.Operand).Definition() is { IsValueType: true };

    private static Instruction? Constraint(Instruction call) =>
        call.Previous is { } prefix && prefix.OpCode == OpCodes.Constrained ? prefix : null;

    private void Rewrite(MethodBody caller, Instruction call)
    {
        var called = (GenericInstanceMethod)call.Operand;
        var (slot, owner) = Slots.Root(called.Definition()!, called.DeclaringType);
        if (!_dispatchers.TryGetValue(slot, out var dispatcher)) _dispatchers.Add(slot, dispatcher = new Dispatcher(_program, slot, _types));
        if (call.OpCode == OpCodes.Ldvirtftn) BindDelegate(caller, call, dispatcher.Instance(owner, called.GenericArguments));
        else if (Constraint(call) is { } constraint)
        {
            var type = (TypeReference)constraint.Operand;
            (constraint.OpCode, constraint.Operand) = (OpCodes.Nop, null);
            (call.OpCode, call.Operand) = (OpCodes.Call, dispatcher.ConstrainedInstance(owner, [type, .. called.GenericArguments]));
        }
        else (call.OpCode, call.Operand) = (OpCodes.Call, dispatcher.Instance(owner, called.GenericArguments));
    }

    /// <summary>A delegate's method is the dispatcher, with the object as its first argument. That the object is one is asked here, as ever.</summary>
    private void BindDelegate(MethodBody caller, Instruction call, MethodReference dispatcher)
    {
        if (call.Previous?.OpCode != OpCodes.Dup) throw new LoweringException($"{caller.Method.FullName} takes the address of a generic virtual method in an unknown way");
        caller.SimplifyMacros(); // branches may have to reach further
        (call.OpCode, call.Operand) = (OpCodes.Ldfld, Dispatcher.TypeOfObject(_program));
        var code = caller.GetILProcessor();
        var pop = code.Create(OpCodes.Pop);
        code.InsertAfter(call, pop);
        code.InsertAfter(pop, code.Create(OpCodes.Ldftn, dispatcher));
        caller.OptimizeMacros();
    }
}
