using System;

namespace Diesis.Tests.Framework;

/// <summary>
/// Marks a <c>static void Name(ref Test test)</c> as a test that runs in user mode, in the first process. Found when the program is
/// built. The test returns with the process as it was: others run after it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UserTestAttribute : Attribute;
