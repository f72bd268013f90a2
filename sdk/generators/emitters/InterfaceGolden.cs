using System.Collections.Generic;
using System.Linq;
using Diesis.Sdk.Generators.Model;

namespace Diesis.Sdk.Generators.Emitters;

/// <summary>Writes the interface as text of which each line is a fact that programs depend on: a change of it shows in reviews.</summary>
internal static class InterfaceGolden
{
    public static string Write(IReadOnlyList<SystemCall> calls) => string.Concat(calls.Select(call =>
        $"{call.Number} {call.Name}{(call.IsMessage ? " message" : "")}\n{string.Concat(Parameters(call))}"));

    private static IEnumerable<string> Parameters(SystemCall call)
    {
        int register = 0, result = 1;
        foreach (var parameter in call.Parameters)
        {
            var place = parameter.Kind == ParameterKind.Message ? "" : parameter.IsOut ? $" a{result++}" : $" a{register}";
            register += parameter.Registers;
            if (parameter.IsBytes) place += $" a{register - 1}";
            yield return $"   {place} {parameter.Kind}{Detail(parameter)} {parameter.Name}\n";
        }
    }

    private static string Detail(SystemCallParameter parameter)
    {
        if (parameter.Kind is ParameterKind.Choice or ParameterKind.Flags || parameter.Kind == ParameterKind.Number && parameter.IsLimited)
            return $" 0x{parameter.Most:x}";
        if (parameter.Kind is not (ParameterKind.Handle or ParameterKind.HandleOut)) return "";
        return $" {parameter.ObjectType ?? "any"}{(parameter.IsOptional ? " or none" : "")}"
            + string.Concat(Rights.All(parameter).Select(right => " +" + right));
    }
}
