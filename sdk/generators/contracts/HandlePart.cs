namespace Diesis.Sdk.Generators.Contracts;

/// <summary>A handle that a value consists of.</summary>
/// <param name="Member">How it is reached from the value: with a dot, or nothing where it is the value.</param>
/// <param name="Object">The type of object that it has to lead to.</param>
/// <param name="Rights">What its receiver can count on.</param>
internal sealed record HandlePart(string Member, string Object, ushort Rights);
