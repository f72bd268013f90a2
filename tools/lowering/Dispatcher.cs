using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Diesis.Tools.Lowering;

/// <summary>
/// What is called in place of a generic virtual method: a static method of the slot's type with the object as its first parameter. It tests for each class
/// that does something of its own in the slot, those that derive from others first, and calls its method.
/// </summary>
internal sealed class Dispatcher
{
    private const string Ending = "$dispatch";
    private const string ConstrainedEnding = "$constrained";
    private const MethodAttributes Attributes = MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig;

    private readonly ModuleDefinition _program;
    private readonly MethodDefinition _slot;
    private readonly MethodDefinition _method;
    private MethodDefinition? _constrained;

    /// <param name="types">All that objects can be.</param>
    public Dispatcher(ModuleDefinition program, MethodDefinition slot, IEnumerable<TypeReference> types)
    {
        (_program, _slot) = (program, slot);
        _method = Declare(Ending, slot.DeclaringType.OfItself(), []);
        foreach (var type in InOrder(types.SelectMany(type => Implementation.Of(type, slot)))) Try(type);
        Fail();
        _method.Body.OptimizeMacros();
    }

    /// <summary>The first word of every object. Reading it is how nothing is found to be nothing.</summary>
    public static FieldReference TypeOfObject(ModuleDefinition program) => program.GetType("System.Object").Fields.Single(field => !field.IsStatic);

    /// <param name="owner">The instance of the slot's type.</param>
    public MethodReference Instance(TypeReference owner, IEnumerable<TypeReference> arguments) => Instance(_method, owner, arguments);

    /// <summary>For an object that is given by reference, and whose type is the first of the arguments.</summary>
    public MethodReference ConstrainedInstance(TypeReference owner, IEnumerable<TypeReference> arguments) =>
        Instance(_constrained ??= MakeConstrained(), owner, arguments);

    private ILProcessor Code => _method.Body.GetILProcessor();

    /// <param name="first">Types that it is generic over before those of the slot.</param>
    private MethodDefinition Declare(string ending, TypeReference self, string[] first)
    {
        MethodDefinition method = new(_slot.Name + ending, Attributes, _program.TypeSystem.Void);
        foreach (var name in first) method.GenericParameters.Add(new GenericParameter(name, method));
        foreach (var parameter in _slot.GenericParameters) method.GenericParameters.Add(new GenericParameter(parameter.Name, method));
        TypeReference[] own = [.. method.GenericParameters.Skip(first.Length)];
        method.Parameters.Add(new ParameterDefinition(first.Length > 0 ? new ByReferenceType(method.GenericParameters[0]) : self));
        foreach (var parameter in _slot.Parameters) method.Parameters.Add(new ParameterDefinition(parameter.ParameterType.Substitute([], own)));
        method.ReturnType = _slot.ReturnType.Substitute([], own);
        _slot.DeclaringType.Methods.Add(method);
        return method;
    }

    private static MethodReference Instance(MethodReference method, TypeReference owner, IEnumerable<TypeReference> arguments)
    {
        MethodReference reference = new(method.Name, method.ReturnType, owner) { HasThis = method.HasThis };
        foreach (var parameter in method.Parameters) reference.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        foreach (var parameter in method.GenericParameters) reference.GenericParameters.Add(new GenericParameter(parameter.Name, reference));
        GenericInstanceMethod instance = new(owner is TypeDefinition ? method : reference);
        foreach (var argument in arguments) instance.GenericArguments.Add(argument);
        return instance;
    }

    /// <summary>What derives from something else comes before it; what does the same as what it derives from is left out.</summary>
    private static IEnumerable<Implementation> InOrder(IEnumerable<Implementation> implementations)
    {
        var all = implementations.ToList();
        var byType = all.ToLookup(implementation => implementation.Type.FullName);
        return all.Where(implementation => !implementation.Type.WithBases().Skip(1)
                .Any(ancestor => byType[ancestor.FullName].FirstOrDefault() is { } inherited && byType[ancestor.FullName].Any(implementation.IsSameAs)))
            .OrderByDescending(implementation => implementation.Type.WithBases().Count());
    }

    private void Try(Implementation implementation)
    {
        var next = Code.Create(OpCodes.Nop);
        Code.Emit(OpCodes.Ldarg, _method.Parameters[0]);
        Code.Emit(OpCodes.Isinst, implementation.Type);
        Code.Emit(OpCodes.Brfalse, next);
        if (IsSeveral(implementation)) TestSlot(implementation.Slot, next);

        Code.Emit(OpCodes.Ldarg, _method.Parameters[0]);
        if (implementation.Method.DeclaringType.IsValueType) Code.Emit(OpCodes.Unbox, implementation.Type);
        for (int i = 0; i < _slot.Parameters.Count; i++) PassArgument(_method.Parameters[i + 1], Seen(implementation.Method.Parameters[i].ParameterType, implementation));
        Code.Emit(OpCodes.Call, Instance(implementation.Method, implementation.Owner, _method.GenericParameters));
        PassResult(Seen(implementation.Method.ReturnType, implementation));
        Code.Append(next);
    }

    /// <summary>A type in the method of a class, as this method sees it.</summary>
    private TypeReference Seen(TypeReference type, Implementation implementation) =>
        type.Substitute(implementation.Owner.Arguments(), [.. _method.GenericParameters]);

    /// <summary>Whether the object is the slot's type more than once, with different arguments.</summary>
    private bool IsSeveral(Implementation implementation)
    {
        if (implementation.Type.AllInterfaces().Count(kind => kind.Definition() == _slot.DeclaringType) <= 1) return false;
        if (_slot.DeclaringType.GenericParameters.All(parameter => parameter.IsNonVariant)) return true;
        throw new LoweringException($"{implementation.Type.FullName} is {_slot.DeclaringType.FullName} more than once, and one may stand for the other: which {_slot.Name} is meant cannot be told");
    }

    private void TestSlot(TypeReference slot, Instruction otherwise)
    {
        var value = _program.GetType("System.RuntimeTypeHandle").Fields.Single();
        foreach (var type in new[] { _slot.DeclaringType.OfItself(), slot })
        {
            Code.Emit(OpCodes.Ldtoken, type);
            Code.Emit(OpCodes.Ldfld, value);
        }
        Code.Emit(OpCodes.Bne_Un, otherwise);
    }

    /// <summary>Where the slot's type has a parameter and the class an argument, they are the same type here, but only this test has said so: the bits are taken as they are.</summary>
    private void PassArgument(ParameterDefinition parameter, TypeReference expected)
    {
        if (parameter.ParameterType is ByReferenceType || parameter.ParameterType.Written() == expected.Written()) Code.Emit(OpCodes.Ldarg, parameter);
        else
        {
            Code.Emit(OpCodes.Ldarga, parameter);
            Code.Emit(OpCodes.Ldobj, Token(expected));
        }
    }

    private void PassResult(TypeReference result)
    {
        if (result is not ByReferenceType && result.Written() != _method.ReturnType.Written())
        {
            VariableDefinition variable = new(result);
            _method.Body.Variables.Add(variable);
            Code.Emit(OpCodes.Stloc, variable);
            Code.Emit(OpCodes.Ldloca, variable);
            Code.Emit(OpCodes.Ldobj, Token(_method.ReturnType));
        }
        Code.Emit(OpCodes.Ret);
    }

    /// <summary>A type of a signature as the operand of an instruction: primitive types have no token there.</summary>
    private TypeReference Token(TypeReference type) => type is TypeSpecification or GenericParameter ? type : _program.GetType(type.FullName);

    /// <summary>Nothing has no type; and a program has no other types than those it was compiled with.</summary>
    private void Fail()
    {
        Code.Emit(OpCodes.Ldarg, _method.Parameters[0]);
        Code.Emit(OpCodes.Ldfld, TypeOfObject(_program));
        Code.Emit(OpCodes.Pop);
        Code.Emit(OpCodes.Ldnull);
        Code.Emit(OpCodes.Throw);
    }

    /// <summary>Values know their method; objects are dispatched.</summary>
    private MethodDefinition MakeConstrained()
    {
        var method = Declare(ConstrainedEnding, _slot.DeclaringType, ["TObject"]);
        var owner = _slot.DeclaringType.OfItself();
        TypeReference[] own = [.. method.GenericParameters.Skip(1)];
        var self = method.GenericParameters[0];
        VariableDefinition empty = new(self);
        method.Body.Variables.Add(empty);
        method.Body.InitLocals = true;
        var code = method.Body.GetILProcessor();
        var dispatch = code.Create(OpCodes.Ldarg, method.Parameters[0]);
        // Boxed, the empty value of an object's type is nothing; the compiler knows that for each instance.
        code.Emit(OpCodes.Ldloc, empty);
        code.Emit(OpCodes.Box, self);
        code.Emit(OpCodes.Brfalse, dispatch);
        code.Emit(OpCodes.Ldarg, method.Parameters[0]);
        PassOthers();
        code.Emit(OpCodes.Constrained, self);
        code.Emit(OpCodes.Callvirt, Instance(_slot, owner, own));
        code.Emit(OpCodes.Ret);
        code.Append(dispatch);
        code.Emit(OpCodes.Ldobj, self);
        code.Emit(OpCodes.Box, self);
        PassOthers();
        code.Emit(OpCodes.Call, Instance(owner, own));
        code.Emit(OpCodes.Ret);
        method.Body.OptimizeMacros();
        return method;

        void PassOthers()
        {
            foreach (var parameter in method.Parameters.Skip(1)) code.Emit(OpCodes.Ldarg, parameter);
        }
    }
}
