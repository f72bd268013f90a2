using Mono.Cecil;

namespace Diesis.Tools.Lowering;

/// <summary>What a type does in a slot: a method, and the instance of the type that declares it.</summary>
/// <param name="Type">The type; it has no open parameters.</param>
/// <param name="Slot">The instance of the slot's type that it is.</param>
internal sealed record Implementation(TypeReference Type, TypeReference Slot, MethodDefinition Method, TypeReference Owner)
{
    /// <summary>What a type does in a slot: once for each instance of the slot's type that it is. Nothing if it is none, or leaves the slot open.</summary>
    public static IEnumerable<Implementation> Of(TypeReference type, MethodDefinition slot)
    {
        var kinds = slot.DeclaringType.IsInterface ? type.AllInterfaces() : type.WithBases();
        foreach (var kind in kinds.Where(kind => kind.Definition() == slot.DeclaringType))
        {
            var found = slot.DeclaringType.IsInterface ? InInterface(type, slot, kind) : InClass(type, slot);
            if (found is { Method.IsAbstract: false } implementation) yield return new Implementation(type, kind, implementation.Method, implementation.Owner);
        }
    }

    public bool IsSameAs(Implementation other) => Method == other.Method && Owner.FullName == other.Owner.FullName && Slot.FullName == other.Slot.FullName;

    /// <summary>The last override on the way from the slot's declaration to the type.</summary>
    private static (MethodDefinition Method, TypeReference Owner)? InClass(TypeReference type, MethodDefinition slot)
    {
        foreach (var current in type.WithBases())
        {
            foreach (var method in current.Definition()!.Methods)
            {
                if (Slots.IsGenericVirtual(method) && Slots.Root(method, current).Method == slot) return (method, current);
            }
        }
        return null;
    }

    /// <summary>ECMA-335 II.12.2: what a class says explicitly, what has the name and is public, what an interface has for those that say nothing.</summary>
    private static (MethodDefinition Method, TypeReference Owner)? InInterface(TypeReference type, MethodDefinition slot, TypeReference kind)
    {
        foreach (var current in type.WithBases())
        {
            if (Explicit(current, slot, kind) is { } stated) return (stated, current);
            if (!current.Definition()!.Interfaces.Any(implemented => implemented.InterfaceType.In(current).FullName == kind.FullName)) continue;
            foreach (var ancestor in current.WithBases())
            {
                if (Slots.Matching(ancestor, slot, kind) is not { IsPublic: true } named) continue;
                // Whoever derives from the class may have overridden it.
                return InClass(type, Slots.Root(named, ancestor).Method);
            }
        }
        return InInterfaces(type, slot, kind);
    }

    private static (MethodDefinition Method, TypeReference Owner)? InInterfaces(TypeReference type, MethodDefinition slot, TypeReference kind)
    {
        var candidates = type.AllInterfaces().Select(declaring => (Method: Explicit(declaring, slot, kind), Owner: declaring))
            .Where(candidate => candidate.Method is not null).ToList();
        foreach (var (method, owner) in candidates)
        {
            bool isMostSpecific = candidates.All(other => other.Owner == owner || owner.AllInterfaces().Any(inherited => inherited.FullName == other.Owner.FullName));
            if (isMostSpecific) return (method!, owner);
        }
        return candidates.Count == 0 ? (slot, kind)
            : throw new LoweringException($"{type.FullName} does not say which {slot.Name} of its interfaces is meant");
    }

    private static MethodDefinition? Explicit(TypeReference type, MethodDefinition slot, TypeReference kind) =>
        type.Definition()!.Methods.FirstOrDefault(method => method.Overrides.Any(overridden =>
            overridden.Definition() == slot && overridden.DeclaringType.In(type).FullName == kind.FullName));
}
