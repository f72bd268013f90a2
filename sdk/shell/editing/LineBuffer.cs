using System;
using System.Text;
using Diesis.Shell.Presentation;

namespace Diesis.Shell.Editing;

/// <summary>A text that somebody writes, and where in it. The place never lies within a character, what combines with it included.</summary>
public sealed class LineBuffer
{
    public const int MostCharacters = 64 * 1024;

    private string _killed = "";

    public string Text { get; private set; } = "";
    public int Place { get; private set; }

    public void Set(string text) => Set(text, text.Length);

    public void Set(string text, int place)
    {
        Text = text;
        Place = Math.Clamp(place, 0, text.Length);
    }

    public void Insert(string text)
    {
        if (Text.Length + text.Length > MostCharacters) return;
        Text = Text.Insert(Place, text);
        Place += text.Length;
    }

    /// <summary>Puts something in the place of what stands from a place up to here.</summary>
    public void Replace(int start, string text)
    {
        Text = Text.Remove(start, Place - start);
        Place = start;
        Insert(text);
    }

    public void MoveLeft() => Place = Before(Place);
    public void MoveRight() => Place = Behind(Place);
    public void MoveHome() => Place = LineStart;
    public void MoveEnd() => Place = LineEnd;
    public void MoveWordLeft() => Place = WordLeft;
    public void MoveWordRight() => Place = WordRight;
    public void DeleteLeft() => Remove(Before(Place), Place);
    public void DeleteRight() => Remove(Place, Behind(Place));
    public void KillWordLeft() => Kill(WordLeft, Place);
    public void KillWordRight() => Kill(Place, WordRight);
    public void KillToStart() => Kill(LineStart, Place);
    public void Yank() => Insert(_killed);

    /// <summary>At the end of a line, the end of the line itself.</summary>
    public void KillToEnd() => Kill(Place, LineEnd > Place ? LineEnd : Behind(Place));

    /// <summary>Exchanges the characters around the place, or the last two.</summary>
    public void Swap()
    {
        int end = Place == Text.Length ? Place : Behind(Place), middle = Before(end), start = Before(middle);
        if (start == middle) return;
        Text = string.Concat(Text.AsSpan(0, start), Text.AsSpan(middle, end - middle), Text.AsSpan(start, middle - start), Text.AsSpan(end));
        Place = end;
    }

    /// <summary>To the line above or below, as far from its start as here if it is so long.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryMoveLine(int step)
    {
        int start = LineStart, column = Place - start;
        if (step < 0)
        {
            if (start == 0) return false;
            int above = start > 1 ? Text.LastIndexOf('\n', start - 2) + 1 : 0;
            Place = OnCharacter(Math.Min(above + column, start - 1));
            return true;
        }
        int end = LineEnd;
        if (end == Text.Length) return false;
        int below = end + 1, belowEnd = Text.IndexOf('\n', below);
        Place = OnCharacter(Math.Min(below + column, belowEnd < 0 ? Text.Length : belowEnd));
        return true;
    }

    private int LineStart => Place > 0 ? Text.LastIndexOf('\n', Place - 1) + 1 : 0;

    private int LineEnd => Text.IndexOf('\n', Place) is >= 0 and int end ? end : Text.Length;

    private int WordLeft
    {
        get
        {
            int at = Place;
            while (at > 0 && !IsWord(Text[at - 1])) at--;
            while (at > 0 && IsWord(Text[at - 1])) at--;
            return at;
        }
    }

    private int WordRight
    {
        get
        {
            int at = Place;
            while (at < Text.Length && !IsWord(Text[at])) at++;
            while (at < Text.Length && IsWord(Text[at])) at++;
            return at;
        }
    }

    /// <summary>Letters beyond ASCII are letters.</summary>
    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_' || character >= 0x80;

    private int Before(int place)
    {
        while (place > 0)
        {
            place -= place > 1 && char.IsLowSurrogate(Text[place - 1]) && char.IsHighSurrogate(Text[place - 2]) ? 2 : 1;
            if (!IsCombining(place)) break;
        }
        return place;
    }

    private int Behind(int place)
    {
        while (place < Text.Length)
        {
            _ = TextWidth.Next(Text, place, out int length);
            place += length;
            if (place >= Text.Length || !IsCombining(place)) break;
        }
        return place;
    }

    private bool IsCombining(int place) => Text[place] >= 0x300 && TextWidth.Next(Text, place, out _) == 0;

    private int OnCharacter(int place) => place > 0 && place < Text.Length && (char.IsLowSurrogate(Text[place]) || IsCombining(place)) ? Before(place) : place;

    private void Remove(int start, int end)
    {
        Text = Text.Remove(start, end - start);
        Place = start;
    }

    private void Kill(int start, int end)
    {
        if (start == end) return;
        _killed = Text.Substring(start, end - start);
        Remove(start, end);
    }
}
