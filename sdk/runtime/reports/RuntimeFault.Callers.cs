using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime.Threading;

namespace Diesis;

internal static unsafe partial class RuntimeFault
{
    [RuntimeImport("*", "DiesisFramePointer"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong FramePointer();

    static partial void TellCallers()
    {
        var thread = ThreadBlock.Current;
        ProgramReport.TellThread(thread);
        ProgramReport.TellCallers(FramePointer(), thread);
    }
}
