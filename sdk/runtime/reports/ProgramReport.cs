using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi.Symbols;
using Internal.Runtime;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>What a program says of the bug that ends it: which thread it was, and who called whom, with lines of the source.</summary>
/// <remarks>Nothing is allocated, and of what may be broken only frames are followed, as far as they lie in the thread's stack.</remarks>
// SAFETY: every address is found to lie in a mapped stack before it is followed; the table of symbols lies in the image.
internal static unsafe class ProgramReport
{
    /// <summary>A stack that overflowed holds thousands.</summary>
    private const int MostFrames = 48;

    [RuntimeImport("*", "DiesisSymbols"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* Symbols();

    [RuntimeImport("*", "DiesisSymbolsEnd"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* SymbolsEnd();

    public static void TellThread(ThreadBlock* thread)
    {
        ReportLine line = default;
        line.Add("in thread ");
        line.Add((ulong)thread->Id);
        if (thread->Thread != 0 && Unsafe.As<Thread>(Boxes.ObjectAt(thread->Thread)).Name is { } name)
        {
            line.Add(" ");
            line.Add(name);
        }
        line.Log();
    }

    /// <param name="frame">A frame: the caller's frame, and where the caller goes on.</param>
    public static void TellCallers(ulong frame, ThreadBlock* thread)
    {
        for (int i = 0; i < MostFrames && IsIn(frame, thread); i++)
        {
            ulong* words = (ulong*)frame;
            if (words[1] == 0) return;
            // The byte before belongs to the call.
            TellPlace(words[1] - 1);
            // Callers' frames lie above those of the called; anything else is not a chain.
            if (words[0] <= frame) return;
            frame = words[0];
        }
    }

    public static void TellPlace(ulong address)
    {
        ReportLine line = default;
        line.Add("  at ");
        if (!TryFind(address, out Symbol symbol))
        {
            line.AddHexadecimal(address);
            line.Log();
            return;
        }
        line.Add(symbol.Type);
        line.Add(symbol.Function);
        if (symbol.Line != 0)
        {
            line.Add(" in ");
            line.Add(symbol.File);
            line.Add(":");
            line.Add(symbol.Line);
        }
        line.Log();
    }

    /// <summary>Whether the function around a place keeps its caller in a frame of its own.</summary>
    public static bool HasFrame(ulong address) => TryFind(address, out Symbol symbol) && !symbol.IsFrameless;

    public static bool IsIn(ulong address, ThreadBlock* thread)
        => address % sizeof(ulong) == 0 && address >= (ulong)thread->StackStart && address < (ulong)thread->StackEnd - sizeof(ulong);

    private static bool TryFind(ulong address, out Symbol symbol)
    {
        symbol = default;
        ulong place = address - Startup.Block.ImageStart;
        return place <= uint.MaxValue
            && SymbolTable.TryFind(new ReadOnlySpan<byte>(Symbols(), (int)(SymbolsEnd() - Symbols())), (uint)place, out symbol);
    }
}
