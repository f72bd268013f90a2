using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Behaviour;

/// <summary>
/// What a run of the suite says: lines such as <c>Parsing int.TryParse("+5") -> true 5</c>. Two runs over two core
/// libraries are compared line by line.
/// </summary>
/// <remarks>
/// A case is written as <c>transcript.Case("Log2").Of(value).Gives(BitOperations.Log2(value))</c>. It formats by itself,
/// because the library's formatting is among the things under test.
/// </remarks>
internal unsafe ref struct Transcript
{
    private readonly delegate*<ReadOnlySpan<byte>, void> _output;
    private string _section;
    private TestLine _line;
    private int _inputs;
    private bool _hasResult;

    public Transcript(delegate*<ReadOnlySpan<byte>, void> output)
    {
        _output = output;
        _section = "";
    }

    public void Begin(string section)
    {
        End();
        _section = section;
    }

    /// <summary>Starts a line; the line before it is complete.</summary>
    [UnscopedRef]
    public ref Transcript Case(string name)
    {
        End();
        _line.Add(_section.AsSpan());
        _line.Add((byte)' ');
        _line.Add(name.AsSpan());
        return ref this;
    }

    /// <summary>Hands the last line out.</summary>
    public void End()
    {
        if (_line.IsEmpty) return;
        if (_inputs != 0 && !_hasResult) _line.Add((byte)')');
        _output(_line.Text);
        _line = default;
        _inputs = 0;
        _hasResult = false;
    }

    // Inputs.

    [UnscopedRef]
    public ref Transcript Of(long value)
    {
        BeginInput();
        _line.Add(value);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Of(ulong value)
    {
        BeginInput();
        _line.AddHex(value);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Of(double value)
    {
        BeginInput();
        AddBits(value);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Of(scoped ReadOnlySpan<char> text)
    {
        BeginInput();
        AddQuoted(text);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Of(scoped ReadOnlySpan<byte> text)
    {
        BeginInput();
        AddQuoted(text);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Of(string? text) => ref Of(text.AsSpan());

    // Results.

    [UnscopedRef]
    public ref Transcript Gives(bool value)
    {
        BeginResult();
        _line.Add(value ? "true"u8 : "false"u8);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Gives(long value)
    {
        BeginResult();
        _line.Add(value);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Gives(ulong value)
    {
        BeginResult();
        _line.AddHex(value);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Gives(double value)
    {
        BeginResult();
        AddBits(value);
        return ref this;
    }

    /// <summary>A result that libraries may round differently: numbers very near to it count as it.</summary>
    [UnscopedRef]
    public ref Transcript GivesAbout(double value)
    {
        BeginResult();
        _line.Add((byte)'~');
        AddBits(value);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript GivesAbout(float value)
    {
        BeginResult();
        _line.Add((byte)'~');
        if (float.IsNaN(value)) _line.Add("NaN"u8);
        else _line.AddHex((ulong)BitConverter.SingleToUInt32Bits(value));
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Gives(scoped ReadOnlySpan<char> text)
    {
        BeginResult();
        AddQuoted(text);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Gives(scoped ReadOnlySpan<byte> text)
    {
        BeginResult();
        AddQuoted(text);
        return ref this;
    }

    [UnscopedRef]
    public ref Transcript Gives(string? text)
    {
        if (text != null) return ref Gives(text.AsSpan());
        BeginResult();
        _line.Add("null"u8);
        return ref this;
    }

    private void BeginInput() => _line.Add(_inputs++ == 0 ? "("u8 : ", "u8);

    private void BeginResult()
    {
        if (_inputs != 0 && !_hasResult) _line.Add((byte)')');
        _line.Add(_hasResult ? " "u8 : " -> "u8);
        _hasResult = true;
    }

    /// <summary>A number as its bits; all that is not a number is alike, since processors differ there.</summary>
    private void AddBits(double value)
    {
        if (double.IsNaN(value)) _line.Add("NaN"u8);
        else _line.AddHex(BitConverter.DoubleToUInt64Bits(value));
    }

    private void AddQuoted(scoped ReadOnlySpan<byte> text)
    {
        _line.Add((byte)'"');
        for (int i = 0; i < text.Length; i++) AddUnit(text[i]);
        _line.Add((byte)'"');
    }

    private void AddQuoted(scoped ReadOnlySpan<char> text)
    {
        _line.Add((byte)'"');
        for (int i = 0; i < text.Length; i++) AddUnit(text[i]);
        _line.Add((byte)'"');
    }

    private void AddUnit(uint unit)
    {
        if (unit is >= ' ' and <= '~' and not '\\')
        {
            _line.Add((byte)unit);
            return;
        }
        _line.Add((byte)'\\');
        _line.AddHex((ulong)unit);
    }
}
