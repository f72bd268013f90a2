namespace Diesis.Tools.Symbols;

/// <summary>A function of a linked image.</summary>
/// <param name="Start">Its address as linked.</param>
/// <param name="Symbol">The linker's name for it.</param>
/// <param name="IsFrameless">It does not begin by making a stack frame.</param>
internal sealed record CodeFunction(ulong Start, uint Size, string Symbol, bool IsFrameless);

/// <summary>From an address on, code comes from a line of a file.</summary>
internal readonly record struct CodeLine(ulong Address, string File, int Line);
