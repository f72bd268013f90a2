using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>Rights by their names.</summary>
internal static class Rights
{
    public static string Names(SystemCallParameter parameter) => string.Join(" ", All(parameter).Select(name => $"`{name}`"));

    /// <summary>What a parameter needs, in the order of the bits.</summary>
    public static IEnumerable<string> All(SystemCallParameter parameter)
        => parameter.NeedsType is null ? []
            : parameter.NeedsType.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
                .Select(f => (f.Name, Value: System.Convert.ToUInt64(f.ConstantValue, CultureInfo.InvariantCulture)))
                .Where(f => f.Value != 0 && (f.Value & f.Value - 1) == 0 && (f.Value & parameter.Needs) != 0).Select(f => f.Name);
}
