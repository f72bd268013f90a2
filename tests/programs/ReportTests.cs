using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Programs;

/// <summary>Bugs on purpose, one of each kind: the process ends with words, the thread, the function and its callers.</summary>
internal static class ReportTests
{
    private sealed class Node
    {
        public Node? Next;
        public int Number;
    }

    [FaultTest("fault: null reference (read at", "in thread 1", "FollowsNull in tests/programs/ReportTests.cs", "ProgramTestRunner.Run in")]
    internal static void NullReference(ref Test test) => _ = FollowsNull(new Node());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FollowsNull(Node node) => node.Next!.Number;

    [FaultTest("fault: index out of range", "in thread", "worker", "ReadsBeyond in tests/programs/ReportTests.cs", "Thread.Run")]
    internal static void IndexInAnotherThread(ref Test test)
    {
        Thread thread = new(static () => _ = ReadsBeyond([1, 2], 2)) { Name = "worker" };
        thread.Start();
        thread.Join();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadsBeyond(int[] numbers, int index) => numbers[index];

    [FaultTest("fault: stack overflow (write at", "Deeper in tests/programs/ReportTests.cs", "Deeper in tests/programs/ReportTests.cs")]
    internal static void StackOverflow(ref Test test) => _ = Deeper(1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Deeper(int depth)
    {
        Span<int> room = stackalloc int[64];
        room.Fill(depth);
        return Deeper(depth + 1) + room[depth % 64];
    }

    [FaultTest("fault: out of memory", "Keeps in tests/programs/ReportTests.cs")]
    internal static void OutOfMemory(ref Test test)
    {
        Internal.Runtime.Heap.Limit = 8 << 20;
        Keeps([]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keeps(List<byte[]> all)
    {
        while (true) all.Add(new byte[10_000]);
    }

    [FaultTest("fault: out of memory", "Keeps in tests/programs/ReportTests.cs")]
    internal static void BudgetAtItsEnd(ref Test test) => Keeps([]);

    [FaultTest("fault: a reason of its own", "Throws in tests/programs/ReportTests.cs")]
    internal static void Unhandled(ref Test test) => Throws("a reason of its own");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throws(string reason) => throw new InvalidOperationException(reason);

    [FaultTest("fault: a lock that the thread does not have", "in thread", "Thread.Run")]
    internal static void ForeignLock(ref Test test)
    {
        object shared = new();
        lock (shared)
        {
            Thread thread = new(() => Monitor.Exit(shared));
            thread.Start();
            thread.Join();
        }
    }
}
