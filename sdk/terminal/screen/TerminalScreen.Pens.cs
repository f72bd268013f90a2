using Diesis.Terminals.Parsing;

namespace Diesis.Terminals.Screens;

// SGR: ECMA-48, 8.3.117; ITU T.416, 13.1.8, for colours by parts; xterm's ctlseqs for 90 to 107.
public sealed partial class TerminalScreen
{
    private void ChoosePen(in ControlSequence sequence)
    {
        if (sequence.Count == 0) _cursor.Pen = default;
        for (int i = 0; i < sequence.Count; i++)
        {
            int first = i;
            // Parts of this parameter, as in 38:2::255:128:0, and 4:3.
            while (sequence.IsPart(i + 1)) i++;
            int number = sequence.Number(first, 0);
            if (number is 38 or 48 or 58)
            {
                if (i == first) i += ColourBehind(in sequence, first, number);
                else ColourInParts(in sequence, first, i, number);
            }
            else if (number == 4 && i > first)
            {
                Style(PenStyle.Underlined, sequence.Number(first + 1, 1) != 0);
            }
            else
            {
                ChoosePen(number);
            }
        }
    }

    private void ChoosePen(int number)
    {
        switch (number)
        {
            case 0: _cursor.Pen = default; break;
            case 1: Style(PenStyle.Bold, true); break;
            case 2: Style(PenStyle.Faint, true); break;
            case 3: Style(PenStyle.Italic, true); break;
            case 4 or 21: Style(PenStyle.Underlined, true); break;
            case 5 or 6: Style(PenStyle.Blinking, true); break;
            case 7: Style(PenStyle.Inverse, true); break;
            case 8: Style(PenStyle.Hidden, true); break;
            case 9: Style(PenStyle.StruckOut, true); break;
            case 22: Style(PenStyle.Bold | PenStyle.Faint, false); break;
            case 23: Style(PenStyle.Italic, false); break;
            case 24: Style(PenStyle.Underlined, false); break;
            case 25: Style(PenStyle.Blinking, false); break;
            case 27: Style(PenStyle.Inverse, false); break;
            case 28: Style(PenStyle.Hidden, false); break;
            case 29: Style(PenStyle.StruckOut, false); break;
            case >= 30 and <= 37: Choose(38, Colour.Indexed(number - 30)); break;
            case 39: Choose(38, Colour.Default); break;
            case >= 40 and <= 47: Choose(48, Colour.Indexed(number - 40)); break;
            case 49: Choose(48, Colour.Default); break;
            case >= 90 and <= 97: Choose(38, Colour.Indexed(number - 90 + 8)); break;
            case >= 100 and <= 107: Choose(48, Colour.Indexed(number - 100 + 8)); break;
        }
    }

    private void Style(PenStyle style, bool isOn)
        => _cursor.Pen = _cursor.Pen.With(isOn ? _cursor.Pen.Style | style : _cursor.Pen.Style & ~style);

    /// <param name="ground">38 for the letter, 48 for what is behind it; underlines have the letter's own colour.</param>
    private void Choose(int ground, Colour colour)
    {
        if (ground == 38) _cursor.Pen = _cursor.Pen.WithForeground(colour);
        else if (ground == 48) _cursor.Pen = _cursor.Pen.WithBackground(colour);
    }

    /// <summary>The usual way, which is not ITU's: 38;5;N and 38;2;R;G;B, as parameters of their own.</summary>
    /// <returns>How many parameters belong to it.</returns>
    private int ColourBehind(in ControlSequence sequence, int at, int ground)
    {
        switch (sequence.Number(at + 1, 0))
        {
            case 5:
                Choose(ground, Colour.Indexed(sequence.Number(at + 2, 0)));
                return 2;
            case 2:
                Choose(ground, Colour.Direct(Rgb(in sequence, at + 2)));
                return 4;
            default: return 1;
        }
    }

    /// <summary>38:5:N, and 38:2:SPACE:R:G:B, of which many programs leave the colour space out.</summary>
    private void ColourInParts(in ControlSequence sequence, int first, int last, int ground)
    {
        int kind = sequence.Number(first + 1, 0), parts = last - first;
        if (kind == 5 && parts >= 2) Choose(ground, Colour.Indexed(sequence.Number(first + 2, 0)));
        else if (kind == 2 && parts >= 4) Choose(ground, Colour.Direct(Rgb(in sequence, parts >= 5 ? first + 3 : first + 2)));
    }

    private static uint Rgb(in ControlSequence sequence, int at)
        => (uint)((sequence.Number(at, 0) & 0xFF) << 16 | (sequence.Number(at + 1, 0) & 0xFF) << 8 | sequence.Number(at + 2, 0) & 0xFF);
}
