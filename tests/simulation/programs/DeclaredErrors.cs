using System.Text;
using System.Text.RegularExpressions;
using Diesis.Abi;
using Diesis.Abi.Description;

namespace Diesis.Simulating;

/// <summary>The statuses other than success that each system call's declaration names, read from the page that is made of the declarations.</summary>
internal static partial class DeclaredErrors
{
    private static readonly Dictionary<uint, HashSet<Status>> All = Read();

    /// <summary>Throws when a system call has ended in a way that its declaration does not name.</summary>
    /// <param name="number">The number register going in.</param>
    /// <param name="status">The same register coming out.</param>
    public static void Check(ulong number, ulong status)
    {
        var call = (uint)(number & MessageInfo.NumberMask);
        var outcome = (Status)(uint)status;
        if (outcome == Status.Ok) return;
        bool isDeclared = All.TryGetValue(call, out HashSet<Status>? errors)
            ? errors.Contains(outcome) || outcome == Status.BadArgument && HasLimits(call) : outcome == Status.NoSuchCall;
        if (!isDeclared) throw new InvalidOperationException($"{NameOf(call)} has ended in {outcome}, which its declaration does not name");
    }

    /// <summary>Has it an argument that is refused by its value alone? What is said of such is said once for all calls.</summary>
    private static bool HasLimits(uint call)
    {
        for (int i = 0; i < SystemCallTable.ParameterCountOf(call); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(call, i);
            bool isValue = parameter.Kind is ParameterKind.Number or ParameterKind.Choice or ParameterKind.Flags;
            if (isValue && parameter.Most != ulong.MaxValue) return true;
        }
        return false;
    }

    public static string NameOf(uint call) => Encoding.UTF8.GetString(SystemCallTable.NameOf(call));

    /// <summary>By the numbers of system calls; those that finding an object may have are named once for all calls.</summary>
    public static Dictionary<uint, HashSet<Status>> Read()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "interface", "kernel-interface.md"));
        var errors = new Dictionary<uint, HashSet<Status>>();
        Dictionary<string, string> sections = page.Split("\n### ").Skip(1).ToDictionary(static section => section[..section.IndexOf('\n')]);
        for (uint call = 0; call < SystemCallTable.End; call++)
        {
            if (SystemCallTable.IsDeclared(call)) errors[call] = [.. InSection(sections, NameOf(call)), .. OfHandles(call)];
        }
        return errors;
    }

    private static IEnumerable<Status> InSection(Dictionary<string, string> sections, string call)
    {
        foreach (string line in sections[call].Split('\n').Where(static line => line.StartsWith("- ", StringComparison.Ordinal)))
        {
            Match reference = As().Match(line);
            if (reference.Success)
            {
                foreach (Status status in InSection(sections, reference.Groups[1].Value)) yield return status;
            }
            // The reasons may speak of statuses, too.
            foreach (Match name in Quoted().Matches(line.Split(": ")[0]))
            {
                if (Enum.TryParse(name.Groups[1].Value, out Status status)) yield return status;
            }
        }
    }

    private static IEnumerable<Status> OfHandles(uint call)
    {
        for (int i = 0; i < SystemCallTable.ParameterCountOf(call); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(call, i);
            if (parameter.Kind != ParameterKind.Handle) continue;
            yield return Status.BadHandle;
            if (parameter.Target != ObjectType.None) yield return Status.WrongType;
            if (parameter.Needs != Rights.None) yield return Status.NotPermitted;
            yield return Status.Dead;
        }
    }

    [GeneratedRegex("^- As `([A-Za-z]+)`")]
    private static partial Regex As();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Quoted();
}
