using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Simulating;

// What rings stand on, where a SteppedProgram runs them: these names are nearer to their sources than those of .NET and of the library.
namespace Diesis.Communication.Rings;

internal static class Volatile
{
    public static ulong Read(ref ulong location) => SteppedProgram.Current.Load(ref location);

    public static void Write(ref ulong location, ulong value) => SteppedProgram.Current.Store(ref location, value);
}

internal static class Interlocked
{
    public static void MemoryBarrier() => SteppedProgram.Current.Barrier();
}

internal static class Kernel
{
    public static Status Signal(Handle<Notification> notification, ulong bits)
        => SteppedProgram.Current.Call(async thread => await thread.Signal(notification, bits));

    public static Status Wait(Handle<Notification> notification, ulong deadlineNs, out ulong bits)
    {
        (Status status, bits) = SteppedProgram.Current.Call(async thread => await thread.Wait(notification, deadlineNs));
        return status;
    }
}
