namespace Diesis.Shell.Editing;

/// <summary>What a line editor writes to: a terminal, a serial line, a host's console. What is typed comes to the editor as bytes, from wherever.</summary>
public interface IEditorTerminal
{
    int Columns { get; }
    int Rows { get; }

    /// <summary>Shows text with xterm's sequences.</summary>
    void Write(string text);
}
