using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Diesis.Tools.Lowering;

/// <summary>What is refused, and how often code is asked for. That the calls go where they should is shown by <c>tests/behaviour</c>.</summary>
public sealed class LoweredCompilationTests : IDisposable
{
    /// <summary>A core library, small as can be.</summary>
    private const string Core = """
        namespace System
        {
            public class Object { private nint _type; } public class String { } public abstract class ValueType { } public struct Void { } public struct Int32 { } public struct IntPtr { }
            public struct RuntimeTypeHandle { private nint _value; }
            public struct Boolean { } public class Attribute { } public class Exception { } public abstract class Array { } public abstract class Enum { }
            public enum AttributeTargets { All = 32767 }
            public class AttributeUsageAttribute(AttributeTargets targets) : Attribute { public bool AllowMultiple { get; set; } public bool Inherited { get; set; } }
        }
        namespace System.Runtime.CompilerServices { public static class RuntimeFeature { public const string DefaultImplementationsOfInterfaces = ""; } }
        """;

    private const string Nodes = """
        abstract class Node { public abstract T Visit<T>(T value); }
        class Leaf : Node { public override T Visit<T>(T value) => value; }
        class Box<TContent> : Node { public override T Visit<T>(T value) => new Leaf().Visit(value); }
        static class Program { static string Run(Node node) => node.Visit(""); static Node Make() => new Box<int>(); }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly List<string> _compiled = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task AProgramWithoutSuchMethodsIsCompiledAsItIs()
    {
        var assembly = Compile("class Plain { public virtual int Count() => 1; public T Same<T>(T value) => value; }");
        await LoweredCompilation.Run(assembly, _folder, (compiled, options) =>
        {
            Assert.Empty(options);
            return Note(compiled);
        });
        Assert.Equal([assembly], _compiled);
    }

    [Fact]
    public async Task NothingIsLeftToBeChosen()
    {
        await LoweredCompilation.Run(Compile(Nodes), _folder, (compiled, options) => Note(compiled, options, "Box`1", 0));
        using var lowered = ModuleDefinition.ReadModule(Assert.Single(_compiled));
        var calls = lowered.GetTypes().SelectMany(type => type.Methods).SelectMany(method => method.Body?.Instructions ?? []);
        Assert.DoesNotContain(calls, call => call.OpCode == OpCodes.Callvirt && call.Operand is GenericInstanceMethod);
    }

    [Fact]
    public async Task AnInstanceThatComesToLightIsCompiledAgain()
    {
        await LoweredCompilation.Run(Compile(Nodes), _folder, (compiled, options) => Note(compiled, options, "Box`1", 1));
        Assert.Equal(2, _compiled.Count);
        using var lowered = ModuleDefinition.ReadModule(_compiled[^1]);
        var dispatcher = lowered.GetType("Node").Methods.Single(method => method.IsStatic);
        Assert.Equal(["Box`1<Box`1<System.Int32>>", "Box`1<System.Int32>", "Leaf"],
            dispatcher.Body.Instructions.Where(test => test.OpCode == OpCodes.Isinst).Select(test => ((TypeReference)test.Operand).FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task InstancesWithoutAnEndAreRefused()
    {
        var refused = await Assert.ThrowsAsync<LoweringException>(
            () => LoweredCompilation.Run(Compile(Nodes), _folder, (compiled, options) => Note(compiled, options, "Box`1", _compiled.Count + 1)));
        Assert.Contains("ever new instances", refused.Message);
    }

    [Fact]
    public async Task OneThatIsAnInterfaceTwiceIsRefusedIfOneCanStandForTheOther()
    {
        var refused = await Assert.ThrowsAsync<LoweringException>(() => LoweredCompilation.Run(Compile("""
            interface IMaker<out TMade> { TMade Make<T>(T value); }
            class Maker : IMaker<string>, IMaker<Maker>
            {
                string IMaker<string>.Make<T>(T value) => "";
                Maker IMaker<Maker>.Make<T>(T value) => this;
            }
            static class Program { static object Run(IMaker<object> maker) => maker.Make(1); }
            """), _folder, (_, _) => Task.CompletedTask));
        Assert.Contains("Maker is IMaker`1 more than once", refused.Message);
    }

    [Fact]
    public async Task OneThatDoesNotSayWhichDefaultIsRefused()
    {
        // The C# compiler refuses it, too, as long as it sees all of it.
        var refused = await Assert.ThrowsAsync<LoweringException>(() => LoweredCompilation.Run(Compile("""
            interface IFirst { int Count<T>(T value) => 0; }
            interface ISecond : IFirst { int IFirst.Count<T>(T value) => 1; }
            interface IThird : IFirst { int IFirst.Count<T>(T value) => 2; }
            class Open : ISecond { }
            static class Program { static int Run(IFirst first) => first.Count(1); }
            """, module => module.GetType("Open").Interfaces.Add(new InterfaceImplementation(module.GetType("IThird")))), _folder, (_, _) => Task.CompletedTask));
        Assert.Contains("Open does not say which Count", refused.Message);
    }

    private string Compile(string code, Action<ModuleDefinition>? change = null)
    {
        var path = Path.Combine(_folder, "Program.dll");
        var compilation = CSharpCompilation.Create("Program", [CSharpSyntaxTree.ParseText(Core), CSharpSyntaxTree.ParseText(code)], [],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using (var file = File.Create(path))
        {
            var result = compilation.Emit(file, options: new(runtimeMetadataVersion: "v4.0.30319"));
            Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        }
        if (change is not null)
        {
            using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { InMemory = true });
            change(module);
            module.Write(path);
        }
        return path;
    }

    private Task Note(string compiled)
    {
        _compiled.Add(compiled);
        return Task.CompletedTask;
    }

    /// <summary>A compiler that reports instances of a type: with int, with that, and so on.</summary>
    private Task Note(string compiled, string[] options, string type, int depth)
    {
        using var report = ModuleDefinition.CreateModule("Report", ModuleKind.Dll);
        AssemblyNameReference program = new("Program", new Version());
        report.AssemblyReferences.Add(program);
        MethodDefinition types = new("Types", MethodAttributes.Static, report.TypeSystem.Void);
        report.Types.Single().Methods.Add(types);
        TypeReference argument = report.TypeSystem.Int32;
        for (int i = 0; i <= depth; i++)
        {
            TypeReference open = new("", type, report, program);
            open.GenericParameters.Add(new GenericParameter(open));
            GenericInstanceType instance = new(open);
            instance.GenericArguments.Add(argument);
            types.Body.GetILProcessor().Emit(OpCodes.Ldtoken, instance);
            argument = instance;
        }
        types.Body.GetILProcessor().Emit(OpCodes.Ret);
        report.Write(options[^1]);
        return Note(compiled);
    }
}
