using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;

namespace Diesis.Tests;

/// <summary>
/// The numbers that assembly and C# share, as an assembler's include file sets them: for tests that hold the two together. A name
/// is that of a type's short form and a field: <c>.set CoreContext, 24</c>.
/// </summary>
public sealed partial class AssemblyConstants
{
    private readonly Dictionary<string, long> _values = [];
    private readonly HashSet<string> _checked = [];

    private AssemblyConstants() { }

    /// <param name="path">Below the repository's root.</param>
    public static AssemblyConstants Read(string path)
    {
        var constants = new AssemblyConstants();
        foreach (Match match in Setting().Matches(File.ReadAllText(Path.Combine(RepositoryRoot(), path))))
            constants._values.Add(match.Groups[1].Value, Parse(match.Groups[2].Value));
        return constants;
    }

    /// <summary>Every constant that begins so is where the field of that name is.</summary>
    /// <param name="at">Where the type itself is.</param>
    public void AreOffsetsIn(Type type, string prefix, long at = 0)
    {
        foreach ((string name, long value) in _values)
        {
            if (_checked.Contains(name) || !name.StartsWith(prefix, StringComparison.Ordinal)) continue;
            string field = name[prefix.Length..];
            Assert.True(FindField(type, field) is not null, $"{type.Name} has no field {field}");
            Is(name, at + OffsetOf(type, field));
        }
    }

    /// <summary>Every constant that begins so is the value of that name.</summary>
    public void AreValuesOf<T>(string prefix) where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>()) Is(prefix + value, Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }

    public void Is(string name, long value)
    {
        Assert.True(_values.TryGetValue(name, out long set), $"no constant {name}");
        Assert.True(set == value, $"{name} is {set}, but should be {value}");
        _ = _checked.Add(name);
    }

    /// <summary>No constant is left that nothing was said of.</summary>
    public void AreAllChecked() => Assert.Empty(_values.Keys.Except(_checked));

    /// <summary>Where a field is, private or not, as the runtime lays its type out.</summary>
    public static unsafe long OffsetOf(Type type, string field)
    {
        var method = new DynamicMethod("", typeof(long), [typeof(nint)], type, skipVisibility: true);
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldflda, FindField(type, field)!);
        code.Emit(OpCodes.Conv_U);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Conv_I8);
        code.Emit(OpCodes.Ret);
        // The runtime may read the first byte, to see that there is one; nothing else is.
        ulong first = 0;
        return ((Func<nint, long>)method.CreateDelegate(typeof(Func<nint, long>)))((nint)(&first));
    }

    private static FieldInfo? FindField(Type type, string name)
        => type.GetField(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            ?? type.GetField("_" + char.ToLowerInvariant(name[0]) + name[1..], BindingFlags.Instance | BindingFlags.NonPublic);

    private static long Parse(string number)
        => number.StartsWith("0x", StringComparison.Ordinal)
            ? long.Parse(number[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : long.Parse(number, CultureInfo.InvariantCulture);

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Diesis.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }

    [GeneratedRegex(@"^\.set (\w+), (\w+)", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
