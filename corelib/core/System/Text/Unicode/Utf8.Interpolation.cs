using System.Buffers;
using System.Runtime.CompilerServices;

namespace System.Text.Unicode;

public static partial class Utf8
{
    /// <summary>Writes an interpolated string: <c>Utf8.TryWrite(line, $"core {core,3}", out var n)</c>.</summary>
    /// <returns>False, with nothing counted as written, when the destination is too short.</returns>
    public static bool TryWrite(
        Span<byte> destination,
        [InterpolatedStringHandlerArgument(nameof(destination))] ref TryWriteInterpolatedStringHandler handler,
        out int bytesWritten)
    {
        bytesWritten = handler.Written;
        return handler.Fits;
    }

    public static bool TryWrite(
        Span<byte> destination, IFormatProvider? provider,
        [InterpolatedStringHandlerArgument(nameof(destination), nameof(provider))]
        ref TryWriteInterpolatedStringHandler handler,
        out int bytesWritten)
    {
        bytesWritten = handler.Written;
        return handler.Fits;
    }

    /// <summary>What the compiler turns an interpolated string into.</summary>
    /// <remarks>
    /// A value's own <see cref="IUtf8SpanFormattable"/> is called by static dispatch, without a box. A type that has
    /// none does not compile here, where .NET would go by way of a string.
    /// </remarks>
    [InterpolatedStringHandler]
    public ref partial struct TryWriteInterpolatedStringHandler
    {
        private readonly Span<byte> _destination;
        private int _count;
        private bool _isOver;

        public TryWriteInterpolatedStringHandler(
            int literalLength, int formattedCount, Span<byte> destination, out bool shouldAppend)
        {
            _destination = destination;
            _isOver = literalLength > destination.Length;
            shouldAppend = !_isOver;
        }

        public TryWriteInterpolatedStringHandler(
            int literalLength, int formattedCount, Span<byte> destination, IFormatProvider? provider,
            out bool shouldAppend)
            : this(literalLength, formattedCount, destination, out shouldAppend) { }

        internal readonly bool Fits => !_isOver;
        internal readonly int Written => _isOver ? 0 : _count;
        private readonly Span<byte> Rest => _destination.Slice(_count);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public bool AppendLiteral(string value) => AppendFormatted(value.AsSpan());

        public bool AppendFormatted<T>(T value) where T : IUtf8SpanFormattable => AppendFormatted(value, null);

        public bool AppendFormatted<T>(T value, string? format) where T : IUtf8SpanFormattable
            // Enumerations would have to be boxed to be asked. Which way it goes, the compiler knows.
            => typeof(T).IsEnum
                ? Advance(EnumText.TryFormat(value, format.AsSpan(), Rest, out int written), written)
                : Advance(value.TryFormat(Rest, out written, format.AsSpan(), null), written);

        public bool AppendFormatted<T>(T value, int alignment) where T : IUtf8SpanFormattable
            => AppendFormatted(value, alignment, null);

        public bool AppendFormatted<T>(T value, int alignment, string? format) where T : IUtf8SpanFormattable
        {
            int start = _count;
            return AppendFormatted(value, format) && Align(start, alignment);
        }

        public bool AppendFormatted(bool value, int alignment = 0)
        {
            int start = _count;
            return AppendFormatted(value ? "True"u8 : "False"u8) && Align(start, alignment);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public bool AppendFormatted(string? value) => AppendFormatted(value.AsSpan());

        public bool AppendFormatted(string? value, int alignment = 0, string? format = null)
            => AppendFormatted(value.AsSpan(), alignment);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public bool AppendFormatted(scoped ReadOnlySpan<char> value)
        {
            var status = FromUtf16(value, Rest, out _, out int written);
            return Advance(status == OperationStatus.Done, written);
        }

        public bool AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string? format = null)
        {
            int start = _count;
            return AppendFormatted(value) && Align(start, alignment);
        }

        public bool AppendFormatted(scoped ReadOnlySpan<byte> utf8Value)
            => Advance(utf8Value.TryCopyTo(Rest), utf8Value.Length);

        public bool AppendFormatted(scoped ReadOnlySpan<byte> utf8Value, int alignment = 0, string? format = null)
        {
            int start = _count;
            return AppendFormatted(utf8Value) && Align(start, alignment);
        }

        private bool Advance(bool fits, int written)
        {
            if (fits) _count += written;
            else _isOver = true;
            return fits;
        }

        private bool Align(int start, int alignment)
        {
            bool fits = Alignment.Apply(_destination, start, ref _count, alignment, (byte)' ');
            _isOver |= !fits;
            return fits;
        }
    }
}
