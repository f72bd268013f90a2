using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Emitters;

/// <summary>Writes <c>docs/kernel-interface.md</c>: everything that the declarations say, for people.</summary>
internal static class KernelInterfacePage
{
    public static string Write(INamedTypeSymbol kernel, IReadOnlyList<SystemCall> calls, INamedTypeSymbol status, INamedTypeSymbol rights)
    {
        var page = new StringBuilder();
        page.Append($$"""
            # The kernel's interface

            Written from the declarations in [`sdk/abi`](../sdk/abi) by `./diesis docs`; do not edit.

            {{Summary(kernel)}}
            {{Documentation.Markdown(Documentation.Of(kernel).Element("remarks"))}}

            Arguments are looked at in their order, and the first that is wrong decides the status. A number that is out of its type's
            range, a choice that is none and a flag that is unknown are `BadArgument`. Where no cost is given it does not depend on the arguments.

            ## Calling

            | | x86_64 | AArch64 |
            |---|---|---|
            | instruction | `syscall` | `svc #0` |
            | number, in the low 8 bits; status, in the low 32 | `rax` | `x8` |
            | arguments in their order; bytes are an address and a length | `rsi` `rdx` `r10` `r8` `r9` `r12` `r13` `r14` | `x0` … `x7` |
            | results in their order | `rdx` `r10` `r8` … | `x1` `x2` `x3` … |
            | lost besides | `rcx` `r11` `rdi`, vector registers | `x16` `x17`, vector registers |

            A message has its own use of them: first the handle, coming back the badge; then label and words. Handles that go along are in
            `rdi` `rbx` `rbp` `r15` or `x9` … `x12`, a deadline in the last of these; their number and passing stand above the system call's number
            ([`MessageInfo`](../sdk/abi/Message.cs)), and how many came stands above the status. Handles come only to who says, in the same place,
            that it takes them.

            ## Statuses

            | value | name | meaning |
            |--:|---|---|
            {{Rows(Members(status), m => $"| {m.ConstantValue} | `{m.Name}` | {Summary(m)} |")}}

            ## Rights

            | bit | name | meaning |
            |--:|---|---|
            {{Rows(Members(rights).Where(IsOneBit), m => $"| {Bit(m)} | `{m.Name}` | {Summary(m)} |")}}

            ## Choices and flags

            {{string.Join("\n", Enumerations(calls).Select(Enumeration))}}
            ## System calls

            | number | name | |
            |--:|---|---|
            {{Rows(calls, c => $"| {c.Number} | [{c.Name}](#{c.Name.ToLowerInvariant()}) | {Summary(c.Method)} |")}}

            """);
        var meanings = Members(status).ToDictionary(m => m.Name, Summary);
        foreach (var call in calls) page.Append(Section(call, meanings));
        return page.ToString();
    }

    private static string Section(SystemCall call, Dictionary<string, string> meanings)
    {
        var documentation = Documentation.Of(call.Method);
        var text = new StringBuilder($"\n### {call.Name}\n\nNumber {call.Number}. {Summary(call.Method)}\n");
        if (call.Parameters.Count > 0)
            text.Append($"\n| | is | |\n|---|---|---|\n{Rows(call.Parameters, p => $"| `{p.Name}` | {Nature(p)} | {ParameterText(documentation, p)} |")}\n");
        var errors = Errors.In(documentation.Element("returns"));
        if (errors.Count > 0) text.Append($"\n{Rows(errors, e => ErrorLine(e.Statuses, e.Reason, meanings))}\n");
        if (documentation.Element("cost") is { } cost) text.Append($"\nCost: {Documentation.Markdown(cost)}\n");
        return text.ToString();
    }

    /// <summary>Where the declaration gives no reason, what the status means says it.</summary>
    private static string ErrorLine(IReadOnlyList<string> statuses, string reason, Dictionary<string, string> meanings)
        => statuses.Count == 0 ? $"- {reason}"
            : reason == "" ? Rows(statuses, s => $"- `{s}`: {meanings[s]}")
            : $"- {string.Join(", ", statuses.Select(s => $"`{s}`"))}: {reason}";

    private static string Nature(SystemCallParameter parameter)
    {
        var target = parameter.ObjectType is null ? "any object" : $"`{parameter.ObjectType}`";
        return parameter.Kind switch
        {
            ParameterKind.Handle => $"handle, {target}{Needs(parameter)}{(parameter.IsOptional ? ", or none" : "")}",
            ParameterKind.HandleOut => $"result: handle, {target}",
            ParameterKind.NumberOut => $"result: {Unit(parameter)}",
            ParameterKind.Choice => $"one of `{parameter.ShortType}`",
            ParameterKind.Flags => $"flags `{parameter.ShortType}`",
            ParameterKind.BytesIn => "bytes that are read",
            ParameterKind.BytesOut => "bytes that are written",
            ParameterKind.Message => "message, both ways",
            _ => Unit(parameter) + (parameter.IsLimited ? ", 32 bits" : ""),
        };
    }

    private static string Needs(SystemCallParameter parameter) => parameter.Needs == 0 ? "" : $", {Rights.Names(parameter)}";

    private static string Unit(SystemCallParameter parameter) => parameter.Name switch
    {
        var name when name.EndsWith("Ns", StringComparison.Ordinal) || name == "nanoseconds" => "nanoseconds",
        var name when name.EndsWith("pages", StringComparison.OrdinalIgnoreCase) => "number of pages",
        var name when name.EndsWith("page", StringComparison.OrdinalIgnoreCase) => "page",
        "bytes" => "number of bytes",
        _ => "number",
    };

    private static string ParameterText(XElement documentation, SystemCallParameter parameter)
        => Documentation.Markdown(documentation.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == parameter.Name));

    private static string Enumeration(INamedTypeSymbol type) => $"""
        `{type.Name}`: {Summary(type)}

        | value | name | meaning |
        |--:|---|---|
        {Rows(Members(type), m => $"| {m.ConstantValue} | `{m.Name}` | {Summary(m)} |")}

        """;

    /// <summary>Those that calls take, but for the rights.</summary>
    private static IEnumerable<INamedTypeSymbol> Enumerations(IReadOnlyList<SystemCall> calls)
        => calls.SelectMany(c => c.Method.Parameters).Select(p => p.Type).OfType<INamedTypeSymbol>()
            .Where(t => t.TypeKind == TypeKind.Enum && t.Name != "Rights")
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).OrderBy(t => t.Name, StringComparer.Ordinal);

    private static IEnumerable<IFieldSymbol> Members(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue);

    private static bool IsOneBit(IFieldSymbol member) => Value(member) is var value && value != 0 && (value & value - 1) == 0;

    private static int Bit(IFieldSymbol member) => (int)Math.Log(Value(member), 2);

    private static ulong Value(IFieldSymbol member) => Convert.ToUInt64(member.ConstantValue, System.Globalization.CultureInfo.InvariantCulture);

    private static string Summary(ISymbol symbol) => Documentation.Markdown(Documentation.Of(symbol).Element("summary"));

    private static string Rows<T>(IEnumerable<T> items, Func<T, string> row) => string.Join("\n", items.Select(row));
}
