namespace Internal.Runtime;

/// <summary>Whether one generic interface or delegate can stand for another.</summary>
internal static unsafe class Variance
{
    private const byte Out = 1;
    private const byte In = 2;

    /// <summary>Both are made of the same definition, and each argument converts in the direction it is used.</summary>
    /// <param name="isOfArray">Whether the source is what an array implements: its elements convert as in arrays.</param>
    public static bool Allows(MethodTable* source, MethodTable* target, bool isOfArray = false)
    {
        if (source == target) return true;
        var definition = target->GenericDefinition;
        if (definition == null || !target->HasVariance || source->GenericDefinition != definition) return false;
        for (int i = 0; i < definition->Arity; i++)
        {
            var from = source->GenericArgument(i);
            var to = target->GenericArgument(i);
            if (from == to) continue;
            bool isAllowed = definition->VarianceOf(i) switch
            {
                Out when isOfArray => TypeRelation.IsElementAssignable(from, to),
                Out => TypeRelation.IsReferenceAssignable(from, to),
                In => TypeRelation.IsReferenceAssignable(to, from),
                _ => false,
            };
            if (!isAllowed) return false;
        }
        return true;
    }
}
