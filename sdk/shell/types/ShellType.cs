using System;

namespace Diesis.Shell.Types;

/// <summary>What a value is, as far as the language knows. Types are compared by <see cref="IsSame"/>: two records of the same fields are the same.</summary>
public abstract class ShellType
{
    /// <summary>The values of a text, list, function … are objects; those of the others are 64 bits.</summary>
    public virtual bool IsReference => true;

    /// <summary>There are values that come before others: numbers, sizes, times, texts.</summary>
    public virtual bool IsOrdered => false;

    /// <summary>How many types lie within each other here. One with a name counts as one.</summary>
    public int Depth { get; private protected init; } = 1;

    private protected static int Above(ShellType[] parts, ShellType? more = null)
    {
        int deepest = more?.Depth ?? 0;
        foreach (ShellType part in parts) deepest = Math.Max(deepest, part.Depth);
        return deepest + 1;
    }

    public static bool IsSame(ShellType left, ShellType right)
    {
        if (ReferenceEquals(left, right)) return true;
        return (left, right) switch
        {
            (ListType a, ListType b) => IsSame(a.Item, b.Item),
            (StreamType a, StreamType b) => IsSame(a.Item, b.Item),
            (RecordType a, RecordType b) => HasSameFields(a, b),
            (FunctionType a, FunctionType b) => AreSame(a.Parameters, b.Parameters) && IsSame(a.Result, b.Result),
            _ => false,
        };
    }

    private static bool HasSameFields(RecordType left, RecordType right)
    {
        if (left.Fields.Length != right.Fields.Length) return false;
        for (int i = 0; i < left.Fields.Length; i++)
        {
            if (left.Fields[i].Name != right.Fields[i].Name || !IsSame(left.Fields[i].Type, right.Fields[i].Type)) return false;
        }
        return true;
    }

    private static bool AreSame(ShellType[] left, ShellType[] right)
    {
        if (left.Length != right.Length) return false;
        for (int i = 0; i < left.Length; i++) if (!IsSame(left[i], right[i])) return false;
        return true;
    }
}

/// <summary>A type without parts.</summary>
public sealed class PrimitiveType : ShellType
{
    /// <summary>Of what has no value: what is only done.</summary>
    public static readonly PrimitiveType Nothing = new("nothing", isOrdered: false);

    public static readonly PrimitiveType Bool = new("bool", isOrdered: false);

    /// <summary>64 bits with a sign.</summary>
    public static readonly PrimitiveType Int = new("int", isOrdered: true);
    public static readonly PrimitiveType Double = new("double", isOrdered: true);
    public static readonly PrimitiveType Text = new("string", isOrdered: true);

    /// <summary>A number of bytes.</summary>
    public static readonly PrimitiveType Size = new("size", isOrdered: true);

    /// <summary>A span of time, in nanoseconds.</summary>
    public static readonly PrimitiveType Duration = new("duration", isOrdered: true);

    /// <summary>A moment, in nanoseconds since 1970 in UTC.</summary>
    public static readonly PrimitiveType Time = new("time", isOrdered: true);

    /// <summary>The name of a command, function or record type: what help is asked about. Only commands have it, as a parameter.</summary>
    public static readonly PrimitiveType Command = new("command", isOrdered: false);

    /// <summary>Of what is wrong. It fits everywhere, so that one mistake is told once.</summary>
    public static readonly PrimitiveType Unknown = new("?", isOrdered: true);

    /// <summary>Of what does not end where it stands, like a block whose last statement is <c>return</c>: what is behind it is never reached.</summary>
    public static readonly PrimitiveType Never = new("never", isOrdered: false);

    /// <summary>Those that can be written, in the order of help.</summary>
    public static readonly PrimitiveType[] All = [Int, Double, Bool, Text, Size, Duration, Time, Nothing];

    private PrimitiveType(string name, bool isOrdered)
    {
        Name = name;
        IsOrdered = isOrdered;
    }

    public string Name { get; }
    public override bool IsReference => this == Text || this == Command;
    public override bool IsOrdered { get; }
    public override string ToString() => Name;
}

/// <summary>Items that are all there.</summary>
public sealed class ListType : ShellType
{
    public ListType(ShellType item)
    {
        Item = item;
        Depth = item.Depth + 1;
    }

    public ShellType Item { get; }
    public override string ToString() => $"list<{Item}>";
}

/// <summary>Items that come one after the other, once, perhaps without an end. No variable holds one: it becomes a list there.</summary>
public sealed class StreamType : ShellType
{
    public StreamType(ShellType item)
    {
        Item = item;
        Depth = item.Depth + 1;
    }

    public ShellType Item { get; }
    public override string ToString() => $"stream<{Item}>";
}

public readonly struct RecordField(string name, ShellType type, string summary = "")
{
    public string Name { get; } = name;
    public ShellType Type { get; } = type;
    public string Summary { get; } = summary;
}

/// <summary>Values by names. One that commands return has a name of its own, for help.</summary>
public sealed class RecordType : ShellType
{
    public RecordType(string name, RecordField[] fields)
    {
        Name = name;
        Fields = fields;
        foreach (RecordField field in fields) Depth = Math.Max(Depth, field.Type.Depth + 1);
    }

    /// <summary>Empty for one that a line made.</summary>
    public string Name { get; }

    /// <summary>Filled later only while the tables of commands are read, since record types may name each other.</summary>
    public RecordField[] Fields { get; internal set; }

    public int IndexOf(string field)
    {
        for (int i = 0; i < Fields.Length; i++) if (Fields[i].Name == field) return i;
        return -1;
    }

    public override string ToString()
    {
        if (Name != "") return Name;
        string[] fields = new string[Fields.Length];
        for (int i = 0; i < fields.Length; i++) fields[i] = $"{Fields[i].Name}: {Fields[i].Type}";
        return $"{{ {string.Join(", ", fields)} }}";
    }
}

public sealed class FunctionType : ShellType
{
    public FunctionType(ShellType[] parameters, ShellType result)
    {
        Parameters = parameters;
        Result = result;
        Depth = Above(parameters, result);
    }

    public ShellType[] Parameters { get; }
    public ShellType Result { get; }

    public override string ToString()
    {
        string[] parameters = new string[Parameters.Length];
        for (int i = 0; i < parameters.Length; i++) parameters[i] = Parameters[i].ToString()!;
        string text = $"fn({string.Join(", ", parameters)})";
        return Result == PrimitiveType.Nothing ? text : $"{text}: {Result}";
    }
}

/// <summary>What stands for a type in the declaration of a command, and is found at each call.</summary>
public sealed class TypeParameter(string name, int index, TypeConstraint constraint) : ShellType
{
    public string Name { get; } = name;
    public int Index { get; } = index;
    public TypeConstraint Constraint { get; } = constraint;
    public override string ToString() => Name;
}

/// <summary>What a type has to be able to do.</summary>
public enum TypeConstraint : byte
{
    None,

    /// <summary>Its values come before or after each other.</summary>
    Ordered,

    /// <summary>Its values can be added: numbers, sizes, durations.</summary>
    Number,
}
