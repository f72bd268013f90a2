namespace Internal.Runtime.GarbageCollection;

internal enum HandleKind : byte
{
    Free,

    /// <summary>Keeps its object. One that pins does no more: nothing moves.</summary>
    Strong,

    /// <summary>Forgets its object when only finalizers can reach it.</summary>
    Weak,

    /// <summary>Forgets its object when nobody can.</summary>
    WeakTrackingResurrection,

    /// <summary>Leads to a <see cref="DependentPair"/>, which it does not keep, and goes with it.</summary>
    Pair,

    /// <summary>Of an object whose finalizer is to run when nobody can reach it.</summary>
    Finalizable,

    /// <summary>Of an object whose finalizer is to run now; it keeps the object.</summary>
    Finalizing,
}
