namespace Diesis.Contracts.Terminals;

/// <summary>How large a terminal is, in cells.</summary>
public struct TerminalSize
{
    public ushort Columns;
    public ushort Rows;
}
