using Diesis.Abi;
using Diesis.Abi.Description;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Into the kernel and back.</summary>
internal static class EntryTests
{
    private const uint Numbers = 256;

    [UserTest]
    public static void NothingSucceeds(ref Test test) => test.Ok(Kernel.Nothing());

    [UserTest]
    public static void ANumberThatIsNotDeclaredIsNoCall(ref Test test)
    {
        for (uint number = 0; number < Numbers; number++)
        {
            if (!SystemCallTable.IsDeclared(number)) test.StatusOf(number, 0, Status.NoSuchCall, RawCall.Make(number, default));
        }
    }
}
