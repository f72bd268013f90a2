using System;

namespace Diesis.Tests.Framework;

/// <summary>
/// Marks a <c>static void Name(ref Measurement measurement)</c> that performs one batch of an operation and tells the
/// measurement about it. It runs several times; the median counts.
/// </summary>
/// <param name="group">The subject, as given to <c>./diesis bench</c>.</param>
/// <param name="name">The row of the table.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BenchmarkAttribute(string group, string name) : Attribute
{
    public string Group { get; } = group;
    public string Name { get; } = name;

    /// <summary>The most that it may cost; zero where nothing is promised.</summary>
    public int Aim { get; set; }
}
