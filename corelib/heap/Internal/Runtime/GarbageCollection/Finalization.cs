namespace Internal.Runtime.GarbageCollection;

/// <summary>Objects that have something to do when nobody can reach them any more.</summary>
internal static unsafe class Finalization
{
    /// <summary>In the word in front of an object.</summary>
    private const nuint SuppressedFlag = 1;

    public static void Register(object target) => _ = Handles.Allocate(target, HandleKind.Finalizable);

    /// <summary>An object has its finalizer run again, although it did already or was not to.</summary>
    public static void Renew(object target)
    {
        ref nuint header = ref HeaderOf(Boxes.AddressOf(target));
        if ((header & SuppressedFlag) != 0) header &= ~SuppressedFlag;
        else Register(target);
    }

    public static void Suppress(object target) => HeaderOf(Boxes.AddressOf(target)) |= SuppressedFlag;

    public static bool IsSuppressed(nuint target) => (HeaderOf(target) & SuppressedFlag) != 0;

    public static void Run(object target)
    {
        if (!IsSuppressed(Boxes.AddressOf(target))) ((delegate*<object, void>)target.m_pEEType->Finalizer)(target);
    }

    private static ref nuint HeaderOf(nuint target) => ref *((nuint*)target - 1);
}
