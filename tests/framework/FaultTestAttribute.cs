using System;

namespace Diesis.Tests.Framework;

/// <summary>
/// Marks a test that ends in the kernel's own report of a fault. It gets a machine to itself, and passes when the console
/// shows every one of these texts, in this order.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FaultTestAttribute(params string[] texts) : Attribute
{
    public string[] Texts { get; } = texts;
}
