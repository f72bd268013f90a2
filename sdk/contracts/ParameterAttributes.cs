using System;
using Diesis.Abi;

namespace Diesis.Contracts;

/// <summary>A text or a span has at most so many elements; longer ones are refused on both sides.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class MaxLengthAttribute(int elements) : Attribute
{
    public int Elements { get; } = elements;
}

/// <summary>A handle that its sender has no more once the call was delivered. The receiver owns it, and releases it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MovedAttribute : Attribute;

/// <summary>The receiver gets, and owns, another handle to the same object with these rights; the sender keeps its own.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ClonedAttribute(Rights rights) : Attribute
{
    public Rights Rights { get; } = rights;
}

/// <summary>The receiver gets a handle with these rights that is dead as soon as the call is over, with all that was made from it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LentAttribute(Rights rights) : Attribute
{
    public Rights Rights { get; } = rights;
}

/// <summary>A <c>Caller</c> that the server's side fills in: it does not travel, and a client leaves it out.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CallerAttribute : Attribute;
