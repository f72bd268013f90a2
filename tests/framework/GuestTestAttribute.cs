using System;

namespace Diesis.Tests.Framework;

/// <summary>
/// Marks a <c>static void Name(ref Test test)</c> as a test that runs inside the kernel. Found when the kernel is built.
/// The test returns with the machine as it was: others run after it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GuestTestAttribute : Attribute;
