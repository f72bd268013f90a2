using Diesis.Tools.Images;

namespace Diesis.Tools.Testing;

/// <summary>A part of the tests in guests: what is built for it, and what is done with that.</summary>
/// <param name="Sources">Files and folders of the repository that its tests' names are in.</param>
/// <param name="Wants">Whether it is run on a machine.</param>
/// <param name="Build">Makes what its machines boot.</param>
/// <param name="Run">Runs it on one of them.</param>
internal sealed record GuestSuite(IReadOnlyList<string> Sources, Func<TestMachine, bool> Wants, Func<Task<BootContent>> Build, Func<BootContent, TestMachine, Task> Run);
