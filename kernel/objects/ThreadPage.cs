using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>The page that holds a thread's registers, and more of it: see <see cref="ThreadPageLayout"/>.</summary>
public static unsafe class ThreadPage
{
    // SAFETY: a context lies at the start of its thread's page.
    public static ThreadMore* More(ThreadContext* context) => (ThreadMore*)((byte*)context + ThreadPageLayout.MoreOffset);
}
