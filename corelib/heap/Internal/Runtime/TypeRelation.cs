namespace Internal.Runtime;

/// <summary>Whether a value of one type is one of another.</summary>
internal static unsafe class TypeRelation
{
    public static bool IsAssignable(MethodTable* source, MethodTable* target)
    {
        if (source == target) return true;
        if (target->IsInterface) return Implements(source, target);
        if (target->IsArray) return source->IsArray && IsElementAssignable(source->ElementType, target->ElementType);
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
        if (!target->HasVariance) return false;
        for (int i = 0; i < source->InterfaceCount; i++)
            if (Variance.Allows(source->Interface(i), target, source->IsArray)) return true;
        return source->IsInterface && Variance.Allows(source, target);
    }

    /// <summary>References convert as their types do; numbers in arrays, to those with the same bits.</summary>
    public static bool IsElementAssignable(MethodTable* from, MethodTable* to)
    {
        if (from->IsPrimitiveOrEnum && to->IsPrimitiveOrEnum) return MethodTable.AreSameBits(from, to);
        return IsReferenceAssignable(from, to);
    }
}
