using System.Text;
using Diesis.Abi;
using Diesis.Abi.Description;

namespace Diesis.Simulating;

/// <summary>System calls in words, for histories.</summary>
internal static class SystemCallText
{
    public static string Of(in SystemCallRegisters registers)
    {
        var number = (uint)(registers.Number & MessageInfo.NumberMask);
        ReadOnlySpan<ulong> arguments =
            [registers.A0, registers.A1, registers.A2, registers.A3, registers.A4, registers.A5, registers.A6, registers.A7];
        var text = new StringBuilder(Encoding.UTF8.GetString(SystemCallTable.NameOf(number)));
        text.Append($" #{number}(");
        int used = SystemCallTable.FormOf(number) == CallForm.Message ? 3 : 0;
        for (int i = 0; used == 0 && i < SystemCallTable.ParameterCountOf(number); i++) used += SystemCallTable.ParameterOf(number, i).Registers;
        for (int i = 0; i < used; i++) text.Append(i == 0 ? "" : ", ").Append($"{arguments[i]:x}");
        text.Append(')');
        var info = new MessageInfo(registers.Number);
        if (!info.IsPlain) text.Append($" info {registers.Number:x} handles {registers.H0:x} {registers.H1:x} {registers.H2:x} {registers.H3:x}");
        return text.ToString();
    }

    public static string Outcome(in SystemCallRegisters registers)
        => $"  → {(Status)(uint)registers.Number} {registers.Number >> 32} [{registers.A0:x} {registers.A1:x} {registers.A2:x}]";
}
