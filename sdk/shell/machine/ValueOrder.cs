using System;
using System.Collections.Generic;
using Diesis.Shell.Types;

namespace Diesis.Shell.Machine;

/// <summary>Compares values of one type, as <c>==</c> and <c>&lt;</c> do.</summary>
public sealed class ValueOrder(ShellType type) : IEqualityComparer<Value>, IComparer<Value>
{
    /// <summary>Texts by their code units.</summary>
    public int Compare(Value left, Value right)
    {
        if (type == PrimitiveType.Text) return string.CompareOrdinal(left.Text, right.Text);
        return type == PrimitiveType.Double ? left.Double.CompareTo(right.Double) : left.Bits.CompareTo(right.Bits);
    }

    public bool Equals(Value left, Value right) => AreEqual(type, left, right);

    public int GetHashCode(Value value) => HashOf(type, value);

    public static bool AreEqual(ShellType type, Value left, Value right)
    {
        switch (type)
        {
            case ListType list:
                Value[] a = left.List.Items, b = right.List.Items;
                if (a.Length != b.Length) return false;
                for (int i = 0; i < a.Length; i++) if (!AreEqual(list.Item, a[i], b[i])) return false;
                return true;
            case RecordType record:
                for (int i = 0; i < record.Fields.Length; i++)
                    if (!AreEqual(record.Fields[i].Type, left.Record.Fields[i], right.Record.Fields[i])) return false;
                return true;
            default:
                if (type == PrimitiveType.Text) return left.Text == right.Text;
                if (type == PrimitiveType.Double) return left.Double == right.Double;
                return type.IsReference ? ReferenceEquals(left.Object, right.Object) : left.Bits == right.Bits;
        }
    }

    private static int HashOf(ShellType type, Value value)
    {
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
