using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace Diesis.Sdk.Generators.Model;

/// <summary>What a <c>returns</c> comment says: statuses, and when they come.</summary>
internal static class Errors
{
    /// <summary>
    /// Cut up where a status is named after a full stop or a semicolon: statuses that a comma divides have their reason together.
    /// </summary>
    public static IReadOnlyList<(IReadOnlyList<string> Statuses, string Reason)> In(XElement? returns)
    {
        var entries = new List<(List<string> Statuses, string Reason)> { ([], "") };
        foreach (var node in returns?.Nodes() ?? [])
        {
            var (statuses, reason) = entries[entries.Count - 1];
            if (Documentation.Status(node) is not { } status)
            {
                entries[entries.Count - 1] = (statuses, reason + Documentation.Markdown(node));
                continue;
            }
            if (reason.Trim() is "," or "") statuses.Add(status);
            else if (reason.TrimEnd().EndsWith(".") || reason.TrimEnd().EndsWith(";")) entries.Add(([status], ""));
            else entries[entries.Count - 1] = (statuses, $"{reason}`{status}`");
            if (entries[entries.Count - 1].Reason.Trim() == ",") entries[entries.Count - 1] = (statuses, "");
        }
        return [.. entries.Select(e => ((IReadOnlyList<string>)e.Statuses, Tidy(e.Reason))).Where(e => e.Item1.Count > 0 || e.Item2 != "")];
    }

    private static string Tidy(string reason)
    {
        var text = Documentation.OneLine(reason.Trim().TrimStart(':', ',').TrimEnd(';', ','));
        return text is "." or "" ? "" : text.EndsWith(".") ? text : text + ".";
    }
}
