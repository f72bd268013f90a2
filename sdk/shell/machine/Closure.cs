using Diesis.Shell.Bytecode;

namespace Diesis.Shell.Machine;

/// <summary>A function with the values that it took along from where it was written.</summary>
public sealed class Closure(Code code, Value[] captured)
{
    public Code Code { get; } = code;
    public Value[] Captured { get; } = captured;
}
