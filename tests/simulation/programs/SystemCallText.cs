using System.Reflection;
using System.Text;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>System calls in words, for histories: as they are declared in <see cref="IKernel"/>, with the values of their arguments.</summary>
internal static class SystemCallText
{
    private static readonly Dictionary<ulong, MethodInfo> Calls = typeof(IKernel).GetMethods().ToDictionary(
        static method => (ulong)method.GetCustomAttribute<SystemCallAttribute>()!.Number);

    /// <summary>Of a call that is about to be made: <c>Map(space 10002, memory 20003, at 10000000, offset 0, pages 4, protection ReadWrite)</c>.</summary>
    public static string Of(in SystemCallRegisters registers)
    {
        var info = new MessageInfo(registers.Number);
        if (!Calls.TryGetValue(info.Bits & MessageInfo.NumberMask, out MethodInfo? call)) return $"system call {registers.Number:x}, which is none";
        var values = new Values(in registers, first: 0);
        IEnumerable<string> arguments = call.GetParameters().Where(static parameter => !parameter.IsOut)
            .Select(parameter => $"{parameter.Name} {OfArgument(parameter.ParameterType, values, info)}");
        return $"{call.Name}({string.Join(", ", arguments)})";
    }

    /// <summary>Of the same call when it is over: its status, and what it tells or gives.</summary>
    /// <param name="made">The registers that the call was made with.</param>
    public static string Outcome(in SystemCallRegisters made, in SystemCallRegisters registers)
    {
        var info = new MessageInfo(registers.Number);
        string status = $"  → {info.Status}";
        if (info.Status != Status.Ok || !Calls.TryGetValue(made.Number & MessageInfo.NumberMask, out MethodInfo? call)) return status;
        var values = new Values(in registers, first: 1);
        // The badge of what was received comes where the handle was.
        if (call.GetParameters().Any(static parameter => IsMessage(parameter.ParameterType)))
            return $"{status}, badge {registers.A0:x}, {OfWords(values)}{string.Concat(Enumerable.Range(0, info.ReceivedHandles).Select(i => $", got {values.Handle(i):x}"))}";
        return status + string.Concat(call.GetParameters().Where(static parameter => parameter.IsOut)
            .Select(parameter => $", {parameter.Name} {OfArgument(parameter.ParameterType.GetElementType()!, values, info)}"));
    }

    private static string OfArgument(Type type, Values values, MessageInfo info)
    {
        if (IsMessage(type)) return OfMessage(values, info);
        // A span is an address and a length.
        if (type.IsByRefLike) return $"{values.Next():x}+{values.Next()}";
        ulong value = values.Next();
        return type.IsEnum ? Enum.ToObject(type, value).ToString()! : $"{value:x}";
    }

    private static bool IsMessage(Type type) => type == typeof(Message).MakeByRefType();

    private static string OfMessage(Values values, MessageInfo info)
    {
        var text = new StringBuilder(OfWords(values));
        for (int i = 0; i < Math.Min(info.HandleCount, Message.MostHandles); i++) text.Append($", {info.PassingOf(i)} {values.Handle(i):x}");
        if (info.HasDeadline) text.Append($", until {values.Handle(Message.MostHandles - 1):x}");
        if (info.AcceptsHandles) text.Append(", accepts handles");
        return text.ToString();
    }

    private static string OfWords(Values values)
        => $"label {values.Next():x}, words {string.Join(' ', Enumerable.Range(0, Message.MostWords).Select(_ => values.Next().ToString("x")))}";

    /// <summary>The argument registers, one after the other.</summary>
    private sealed class Values(in SystemCallRegisters registers, int first)
    {
        private readonly ulong[] _arguments =
            [registers.A0, registers.A1, registers.A2, registers.A3, registers.A4, registers.A5, registers.A6, registers.A7];
        private readonly ulong[] _handles = [registers.H0, registers.H1, registers.H2, registers.H3];
        private int _next = first;

        public ulong Next() => _arguments[_next++];
        public ulong Handle(int index) => _handles[index];
    }
}
