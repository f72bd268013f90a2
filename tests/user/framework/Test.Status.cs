using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Description;

namespace Diesis.Tests.Framework;

internal ref partial struct Test
{
    /// <summary>Expects a system call to end so.</summary>
    public void Status(Status expected, Status actual, [CallerArgumentExpression(nameof(actual))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (expected == actual || !Begin(file, line, expression)) return;
        _failure.Add(SystemCallTable.NameOf(actual));
        _failure.Add(", not "u8);
        _failure.Add(SystemCallTable.NameOf(expected));
    }
}
