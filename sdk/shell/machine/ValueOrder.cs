using System;
using System.Collections.Generic;
using Diesis.Shell.Types;

namespace Diesis.Shell.Machine;

/// <summary>Compares values of one type, as <c>==</c> and <c>&lt;</c> do, for a line that may be cancelled meanwhile: what it says then counts nothing.</summary>
/// <remarks>A value may be in another more than once, and so in a few lines it is in it more often than anybody could look at.</remarks>
public sealed class ValueOrder(ShellType type, CommandContext context) : IEqualityComparer<Value>, IComparer<Value>
{
    private const int StepsPerLook = 4096;

    private int _steps;
    private bool _isEnding;

    /// <summary>Texts by their code units.</summary>
    public int Compare(Value left, Value right)
    {
        if (type == PrimitiveType.Text) return string.CompareOrdinal(left.Text, right.Text);
        return type == PrimitiveType.Double ? left.Double.CompareTo(right.Double) : left.Bits.CompareTo(right.Bits);
    }

    public bool Equals(Value left, Value right) => AreEqual(type, left, right);

    public int GetHashCode(Value value) => HashOf(type, value);

    private bool IsEnding()
    {
        if (++_steps % StepsPerLook == 0) _isEnding = context.IsEnding;
        return _isEnding;
    }

    private bool AreEqual(ShellType type, Value left, Value right)
    {
        switch (type)
        {
            case ListType list:
                Value[] a = left.List.Items, b = right.List.Items;
                if (a.Length != b.Length || IsEnding()) return false;
                for (int i = 0; i < a.Length; i++) if (!AreEqual(list.Item, a[i], b[i])) return false;
                return true;
            case RecordType record:
                if (IsEnding()) return false;
                for (int i = 0; i < record.Fields.Length; i++)
                    if (!AreEqual(record.Fields[i].Type, left.Record.Fields[i], right.Record.Fields[i])) return false;
                return true;
            default:
                if (type == PrimitiveType.Text) return left.Text == right.Text;
                if (type == PrimitiveType.Double) return left.Double == right.Double;
                return type.IsReference ? ReferenceEquals(left.Object, right.Object) : left.Bits == right.Bits;
        }
    }

    private int HashOf(ShellType type, Value value)
    {
        if (type is ListType or RecordType && IsEnding()) return 0;
        switch (type)
        {
            case ListType list:
                HashCode items = default;
                foreach (Value item in value.List.Items) items.Add(HashOf(list.Item, item));
                return items.ToHashCode();
            case RecordType record:
                HashCode fields = default;
                for (int i = 0; i < record.Fields.Length; i++) fields.Add(HashOf(record.Fields[i].Type, value.Record.Fields[i]));
                return fields.ToHashCode();
            default:
                if (type == PrimitiveType.Text) return value.Text.GetHashCode();
                // Minus zero equals zero.
                if (type == PrimitiveType.Double) return (value.Double + 0.0).GetHashCode();
                return type.IsReference ? 0 : value.Bits.GetHashCode();
        }
    }
}
