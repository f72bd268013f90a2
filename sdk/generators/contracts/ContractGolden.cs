using System.Collections.Generic;
using System.Linq;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>Writes a contract as text of which each line is a fact that both sides depend on: a change of it shows in reviews, and in the hash.</summary>
internal static class ContractGolden
{
    public static string Write(Contract contract)
        => $"{contract.Namespace}.{contract.Interface}\n" + (contract.SurvivesRestart ? "survives restart\n" : "") + string.Concat(contract.Methods.Select(Method));

    private static string Method(ContractMethod method)
        => $"{method.Number} {method.Name}{(method.IsIdempotent ? " idempotent" : "")}{(method.IsAsync ? " later" : "")}\n"
            + string.Concat(method.Arguments.Concat(method.Rooms).Select(v => "    > " + Line(v)))
            + string.Concat(method.Rooms.Select(v => $"    < buffer {v.Name}\n"))
            + string.Concat(method.Results.Select(v => "    < " + Line(v)))
            + (method.Error is { } error ? $"    ! {Short(error.Type)} {error.Limit.Text}\n" : "");

    private static string Line(ContractValue value)
    {
        var parts = new List<string>();
        if (value.Words != 0) parts.Add(string.Join(" ", Enumerable.Range(value.FirstWord, value.Words).Select(word => $"w{word}")));
        if (value.Passing == Passing.Object) parts.Add($"h{value.HandleNumber} {Short(value.Type)}");
        else if (value.Passing == Passing.Ring) parts.Add($"h0 h1 h2 {(value.Type.Contains("ReadingEnd") ? "reads" : "writes")}");
        else if (value.Passing == Passing.Subscriber) parts.Add($"h{value.HandleNumber} tells");
        else if (value.HasHandle) parts.Add($"h{value.HandleNumber} {value.Ownership} {Short(value.Type)} 0x{value.Rights:x}");
        if (value.IsBuffered || value.Passing is Passing.Items or Passing.Text or Passing.Array) parts.Add("buffer");
        if (value.Passing is Passing.Items or Passing.Room or Passing.Text or Passing.Array) parts.Add($"[..{value.MaxLength}]");
        if (value.Passing == Passing.Text) parts.Add("utf16");
        if (value.Shape is { } shape)
        {
            parts.Add($"{Short(value.Type)} {shape.Size}");
            parts.AddRange(shape.Limits.Select(limit => shape.Scalar ? limit.Text : $"{limit.Offset}:{limit.Text}"));
        }
        return string.Join(" ", parts) + (value.IsReturned ? "\n" : $" {value.Name}\n");
    }

    private static string Short(string type) => type.Replace("global::", "");
}
