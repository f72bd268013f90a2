using System;

namespace Diesis.Kernel;

/// <summary>
/// Says why the loops of a method end soon although their heads do not show it (DS502): which number they cannot exceed,
/// or what ends them.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
internal sealed class BoundedAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}
