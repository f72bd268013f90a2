using System;

namespace Diesis.Tests.Framework;

/// <summary>
/// Marks a <c>static void Name(ref Test test)</c> as a test that runs in user mode, in the first process. Found when the program is
/// built. The test returns with the process as it was: others run after it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UserTestAttribute : Attribute
{
    /// <summary>
    /// The test is run only on machines of which the command line says so by this word: on such a one it runs, and fails if the machine is not
    /// so after all. `tools/diesis/Testing/TestMachines.cs` says which machines are.
    /// </summary>
    public string Machine { get; init; } = "";
}
