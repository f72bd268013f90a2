using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts;

namespace Diesis.Tests.Bench.User;

/// <summary>Calls that do nothing but to cross.</summary>
[Contract]
internal interface IFigures
{
    Status Add(ulong left, ulong right, out ulong sum);

    Status Count([MaxLength(1024)] ReadOnlySpan<byte> text, out int length);
}

internal struct Figures : IFigures
{
    public Status Add(ulong left, ulong right, out ulong sum)
    {
        sum = unchecked(left + right);
        return Status.Ok;
    }

    public Status Count(ReadOnlySpan<byte> text, out int length)
    {
        length = text.Length;
        return Status.Ok;
    }
}
