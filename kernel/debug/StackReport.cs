using Diesis.Abi.Symbols;
using Diesis.Kernel.Console;
using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>Prints who called whom, with the lines of the source where the image has them.</summary>
internal static class StackReport
{
    public static void Write(StackWalk walk)
    {
        ReportWriter.Write("\n"u8);
        while (walk.MoveNext())
        {
            VirtualAddress at = walk.Current;
            // The byte before belongs to the call; the return address may already belong to the next line or function.
            VirtualAddress inCall = walk.IsReturnAddress ? at - 1 : at;
            if (!Symbols.TryFind(inCall, out Symbol symbol)) ReportWriter.Write($"  at {at}\n");
            else if (symbol.Line == 0) ReportWriter.Write($"  at {symbol.Type}{symbol.Function} + {inCall - (Machine.Image.Text + symbol.Start):x} ({at})\n");
            else ReportWriter.Write($"  at {symbol.Type}{symbol.Function} in {symbol.File}:{symbol.Line} ({at})\n");
        }
    }
}
