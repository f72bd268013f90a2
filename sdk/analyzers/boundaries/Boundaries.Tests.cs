namespace Diesis.Sdk.Analyzers.Boundaries;

public class BoundariesTests
{
    private const string Types = """
        namespace Diesis.Machines.X86_64 { public struct X64Registers { public static int Count => 1; } }
        namespace Diesis.Kernel { public static class Entry { } public struct CpuDriver { } }
        namespace Diesis.Kernel.Firmware { public struct MachineDescription { } }
        namespace Diesis.Kernel.Debugging { public struct FaultReport { } public struct StackWalk { } }

        """;

    [Fact]
    public Task ConditionalCompilationIsAnError() => Snippet.Check("kernel/Sample.cs", """
        static class Sample
        {
        #if DEBUG // DS301
            const int A = 1;
        #endif
        }
        """);

    [Fact]
    public Task MachinesMayTestForTheirTarget() => Snippet.Check("machine/x86_64/Sample.cs", """
        static class Sample
        {
        #if DEBUG
            const int A = 1;
        #endif
        }
        """);

    [Fact]
    public Task AMachineNamesNothingOfTheKernelButTheWaysIn() => Snippet.Check("machine/x86_64/Sample.cs", Types + """
        namespace Diesis.Machines.X86_64
        {
            using Diesis.Kernel;
            using Diesis.Kernel.Debugging;
            static class Sample
            {
                static readonly Type Allowed = typeof(Entry), Too = typeof(FaultReport), Also = typeof(Kernel.Firmware.MachineDescription);
                static readonly Type Driver = typeof(CpuDriver);      // DS302
                static readonly Type Walk = typeof(StackWalk);        // DS302
            }
        }
        """);

    [Fact]
    public Task AnArchitectureIsNotNamedOutsideItsFolder() => Snippet.Check("kernel/Sample.cs", Types + """
        namespace Diesis.Kernel
        {
            using Machine = Diesis.Machines.X86_64.X64Registers;     // DS303
            static class Sample
            {
                static int A() => Machine.Count;
                static int B() => Diesis.Machines.X86_64.X64Registers.Count;    // DS303
            }
        }
        """);
}
