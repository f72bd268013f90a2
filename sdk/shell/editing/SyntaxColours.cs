using System.Collections.Generic;
using Diesis.Shell.Checking;
using Diesis.Shell.Syntax;

namespace Diesis.Shell.Editing;

/// <summary>The colour of each character of a line, as a number of ECMA-48's SGR; 0 is the terminal's own.</summary>
public static class SyntaxColours
{
    private const byte Red = 31, Green = 32, Yellow = 33, Blue = 34, Magenta = 35, Cyan = 36, Grey = 90;

    /// <param name="names">A command that exists has another colour than one that does not.</param>
    public static byte[] Of(string text, ShellNames names)
    {
        byte[] colours = new byte[text.Length];
        List<Token> tokens = Lexer.ReadForColours(text);
        for (int i = 0; i < tokens.Count; i++)
        {
            byte colour = ColourOf(text, tokens, i, names);
            for (int at = tokens[i].Span.Start; at < tokens[i].Span.End; at++) colours[at] = colour;
        }
        return colours;
    }

    private static byte ColourOf(string text, List<Token> tokens, int index, ShellNames names)
    {
        Token token = tokens[index];
        if (token.IsKeyword) return Magenta;
        switch (token.Kind)
        {
            case TokenKind.Bad: return Red;
            case TokenKind.Comment: return Grey;
            case TokenKind.Integer or TokenKind.Real: return Cyan;
            case TokenKind.Text or TokenKind.Interpolated: return Green;
            case TokenKind.Pipe or TokenKind.Arrow: return Yellow;
            case TokenKind.Identifier when index + 1 < tokens.Count && tokens[index + 1].Kind == TokenKind.OpenParenthesis:
                string name = text.Substring(token.Span.Start, token.Span.Length);
                bool isDeclared = index > 0 && tokens[index - 1].Kind == TokenKind.Fn;
                bool isKnown = isDeclared || names.Commands.Commands.ContainsKey(name) || names.Functions.ContainsKey(name) || names.Variables.ContainsKey(name);
                return isKnown ? Blue : Red;
            default: return 0;
        }
    }
}
