namespace Internal.Runtime;

/// <summary>Whether a value of one type is one of another.</summary>
internal static unsafe class TypeRelation
{
    public static bool IsAssignable(MethodTable* source, MethodTable* target)
    {
        if (source == target) return true;
        if (target->IsInterface) return Implements(source, target);
        if (target->IsArray) return source->IsArray && AreElementsAssignable(source, target);
        return IsDerived(source, target) || Variance.Allows(source, target);
    }

    /// <summary>As variance and arrays ask it: a value type is no reference, whatever it derives from.</summary>
    public static bool IsReferenceAssignable(MethodTable* source, MethodTable* target)
        => source == target || !source->IsValueType && IsAssignable(source, target);

    public static bool IsDerived(MethodTable* source, MethodTable* target)
    {
        for (; source != null; source = source->BaseType)
            if (source == target) return true;
        return false;
    }

    public static bool Implements(MethodTable* source, MethodTable* target)
    {
        for (int i = 0; i < source->InterfaceCount; i++)
            if (source->Interface(i) == target) return true;
        // Every interface is an object; other than that, interfaces have no base types.
        if (!target->HasVariance) return false;
        for (int i = 0; i < source->InterfaceCount; i++)
            if (Variance.Allows(source->Interface(i), target)) return true;
        return source->IsInterface && Variance.Allows(source, target);
    }

    /// <summary>Arrays of references convert as their elements do; arrays of numbers, to those of the same size.</summary>
    private static bool AreElementsAssignable(MethodTable* source, MethodTable* target)
    {
        var from = source->ElementType;
        var to = target->ElementType;
        if (source->ElementSize != target->ElementSize) return false;
        if (from->IsPrimitiveOrEnum && to->IsPrimitiveOrEnum) return MethodTable.AreSameBits(from, to);
        return IsReferenceAssignable(from, to);
    }
}
