using Internal.Runtime;

namespace Diesis.Tests.Framework;

internal static unsafe partial class TestRunner
{
    /// <summary>Less than the suite allocates, so that it has to collect.</summary>
    private const int HeapLimit = 6 << 20;

    static partial void Prepare() => Heap.Initialize(HeapLimit);
}
