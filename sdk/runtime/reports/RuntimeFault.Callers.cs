using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime.Threading;

namespace Diesis;

internal static unsafe partial class RuntimeFault
{
    [RuntimeImport("*", "DiesisFramePointer"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong FramePointer();

    /// <summary>From its caller's frame on: its own may be gone, since the last call of a function can take its place.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static partial void TellCallers()
    {
        // SAFETY: the frame is this function's.
        ulong callersFrame = *(ulong*)FramePointer();
        var thread = ThreadBlock.Current;
        ProgramReport.TellThread(thread);
        ProgramReport.TellCallers(callersFrame, thread);
    }
}
