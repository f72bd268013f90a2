using Diesis.Abi;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Into the kernel and back.</summary>
internal static class EntryTests
{
    [UserTest]
    public static void NothingSucceeds(ref Test test) => test.Status(Status.Ok, Kernel.Nothing());
}
