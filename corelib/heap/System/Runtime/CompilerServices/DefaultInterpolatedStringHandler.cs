using System.Text;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler turns an interpolated string into that is to be a string.</summary>
[InterpolatedStringHandler]
public ref struct DefaultInterpolatedStringHandler
{
    private const int CharactersGuessed = 8;

    private readonly StringBuilder _builder;
    private readonly StringBuilder.AppendInterpolatedStringHandler _handler;

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        _builder = new StringBuilder(literalLength + formattedCount * CharactersGuessed);
        _handler = new(literalLength, formattedCount, _builder);
    }

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount, IFormatProvider? provider)
        : this(literalLength, formattedCount) { }

    public readonly void AppendLiteral(string value) => _handler.AppendLiteral(value);
    public readonly void AppendFormatted(string? value) => _handler.AppendFormatted(value);
    public readonly void AppendFormatted(scoped ReadOnlySpan<char> value) => _handler.AppendFormatted(value);

    public readonly void AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string? format = null)
        => _handler.AppendFormatted(value, alignment);

    public readonly void AppendFormatted(string? value, int alignment = 0, string? format = null)
        => _handler.AppendFormatted(value, alignment);

    public readonly void AppendFormatted(object? value, int alignment = 0, string? format = null)
        => _handler.AppendFormatted(value, alignment, format);

    public readonly void AppendFormatted<T>(T value) => _handler.AppendFormatted(value);
    public readonly void AppendFormatted<T>(T value, string? format) => _handler.AppendFormatted(value, format);
    public readonly void AppendFormatted<T>(T value, int alignment) => _handler.AppendFormatted(value, alignment);

    public readonly void AppendFormatted<T>(T value, int alignment, string? format)
        => _handler.AppendFormatted(value, alignment, format);

    public override readonly string ToString() => _builder.ToString();

    public string ToStringAndClear()
    {
        string text = _builder.ToString();
        this = default;
        return text;
    }
}
