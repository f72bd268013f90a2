using System.Text;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Sessions;

/// <summary>Output that is kept as text.</summary>
public sealed class TextOutput(int columns = 80) : IShellOutput
{
    private readonly StringBuilder _text = new();

    public int Columns { get; } = columns;
    public bool HasColours => false;
    public string Text => _text.ToString();
    public int Length => _text.Length;

    public void Write(string text) => _text.Append(text);

    /// <summary>What was written since the last time.</summary>
    public string Take()
    {
        string text = _text.ToString();
        _text.Clear();
        return text;
    }
}
