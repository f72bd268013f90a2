namespace Diesis.Shell.Types;

/// <summary>What the type parameters of one call stand for, as far as its arguments have said.</summary>
public readonly struct Inference(int parameters)
{
    private readonly ShellType?[] _found = new ShellType?[parameters];

    /// <summary>All of them; what no argument said is unknown.</summary>
    public ShellType[] Found
    {
        get
        {
            ShellType[] found = new ShellType[_found.Length];
            for (int i = 0; i < found.Length; i++) found[i] = _found[i] ?? PrimitiveType.Unknown;
            return found;
        }
    }

    /// <summary>Learns from what was given for something declared. A stream is as good as a list here, and the other way round.</summary>
    public void Learn(ShellType declared, ShellType given)
    {
        switch (declared)
        {
            case TypeParameter parameter:
                // Sequences are kept as lists wherever they are kept.
                if (_found[parameter.Index] is null && given != PrimitiveType.Unknown)
                    _found[parameter.Index] = given is StreamType stream ? new ListType(stream.Item) : given;
                break;
            case ListType or StreamType:
                if (ItemOf(given) is { } item) Learn(ItemOf(declared)!, item);
                break;
            case FunctionType function when given is FunctionType other && other.Parameters.Length == function.Parameters.Length:
                for (int i = 0; i < function.Parameters.Length; i++) Learn(function.Parameters[i], other.Parameters[i]);
                Learn(function.Result, other.Result);
                break;
            case RecordType record when given is RecordType other && other.Fields.Length == record.Fields.Length:
                for (int i = 0; i < record.Fields.Length; i++) Learn(record.Fields[i].Type, other.Fields[i].Type);
                break;
        }
    }

    public static ShellType? ItemOf(ShellType type) => type switch
    {
        ListType list => list.Item,
        StreamType stream => stream.Item,
        _ => null,
    };

    /// <summary>The declared type with what is known put in; type parameters of which nothing is known stay.</summary>
    public ShellType Apply(ShellType declared) => declared switch
    {
        TypeParameter parameter => _found[parameter.Index] ?? parameter,
        ListType list => new ListType(Apply(list.Item)),
        StreamType stream => new StreamType(Apply(stream.Item)),
        FunctionType function => new FunctionType(Apply(function.Parameters), Apply(function.Result)),
        RecordType { Name: "" } record => new RecordType("", Apply(record.Fields)),
        _ => declared,
    };

    private ShellType[] Apply(ShellType[] types)
    {
        ShellType[] applied = new ShellType[types.Length];
        for (int i = 0; i < types.Length; i++) applied[i] = Apply(types[i]);
        return applied;
    }

    private RecordField[] Apply(RecordField[] fields)
    {
        RecordField[] applied = new RecordField[fields.Length];
        for (int i = 0; i < fields.Length; i++) applied[i] = new RecordField(fields[i].Name, Apply(fields[i].Type), fields[i].Summary);
        return applied;
    }

    /// <summary>A part of the type is still a type parameter.</summary>
    public static bool IsOpen(ShellType type)
    {
        switch (type)
        {
            case TypeParameter: return true;
            case ListType list: return IsOpen(list.Item);
            case StreamType stream: return IsOpen(stream.Item);
            case FunctionType function:
                foreach (ShellType parameter in function.Parameters) if (IsOpen(parameter)) return true;
                return IsOpen(function.Result);
            case RecordType { Name: "" } record:
                foreach (RecordField field in record.Fields) if (IsOpen(field.Type)) return true;
                return false;
            default: return false;
        }
    }
}
