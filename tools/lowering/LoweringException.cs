namespace Diesis.Tools.Lowering;

/// <summary>A program that cannot be lowered, and why.</summary>
public sealed class LoweringException(string message) : Exception(message);
