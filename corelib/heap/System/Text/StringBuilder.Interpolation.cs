using System.Runtime.CompilerServices;

namespace System.Text;

public sealed partial class StringBuilder
{
    /// <summary>What the compiler turns an interpolated string into that is appended.</summary>
    [InterpolatedStringHandler]
    public readonly struct AppendInterpolatedStringHandler
    {
        private readonly StringBuilder _builder;

        public AppendInterpolatedStringHandler(int literalLength, int formattedCount, StringBuilder builder)
            => _builder = builder;

        public void AppendLiteral(string value) => _ = _builder.Append(value);
        public void AppendFormatted(string? value) => _ = _builder.Append(value);
        public void AppendFormatted(scoped ReadOnlySpan<char> value) => _ = _builder.Append(value);

        public void AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string? format = null)
            => _builder.AppendAligned(value, alignment);

        public void AppendFormatted(string? value, int alignment = 0, string? format = null)
            => _builder.AppendAligned(value, alignment);

        public void AppendFormatted(object? value, int alignment = 0, string? format = null)
            => _builder.AppendAligned(string.TextOf(value, format), alignment);

        public void AppendFormatted<T>(T value) => AppendFormatted(value, 0, null);
        public void AppendFormatted<T>(T value, string? format) => AppendFormatted(value, 0, format);
        public void AppendFormatted<T>(T value, int alignment) => AppendFormatted(value, alignment, null);

        public void AppendFormatted<T>(T value, int alignment, string? format)
        {
            // The code generator sees through the casts of a struct and makes no box.
            string? text = value is IFormattable ? ((IFormattable)value).ToString(format, null) : value?.ToString();
            _builder.AppendAligned(text, alignment);
        }
    }
}
