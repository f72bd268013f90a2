using System.Runtime.CompilerServices;

namespace System;

public static partial class MemoryExtensions
{
    /// <summary>Writes an interpolated string as UTF-16.</summary>
    /// <returns>False, with nothing counted as written, when the destination is too short.</returns>
    public static bool TryWrite(
        this Span<char> destination,
        [InterpolatedStringHandlerArgument(nameof(destination))] ref TryWriteInterpolatedStringHandler handler,
        out int charsWritten)
    {
        charsWritten = handler.Written;
        return handler.Fits;
    }

    public static bool TryWrite(
        this Span<char> destination, IFormatProvider? provider,
        [InterpolatedStringHandlerArgument(nameof(destination), nameof(provider))]
        ref TryWriteInterpolatedStringHandler handler,
        out int charsWritten)
    {
        charsWritten = handler.Written;
        return handler.Fits;
    }

    /// <summary>What the compiler turns an interpolated string into.</summary>
    /// <remarks>
    /// A value's own <see cref="ISpanFormattable"/> is called by static dispatch, without a box. A type that has none
    /// does not compile here, where .NET would go by way of a string.
    /// </remarks>
    [InterpolatedStringHandler]
    public ref partial struct TryWriteInterpolatedStringHandler
    {
        private readonly Span<char> _destination;
        private int _count;
        private bool _isOver;

        public TryWriteInterpolatedStringHandler(
            int literalLength, int formattedCount, Span<char> destination, out bool shouldAppend)
        {
            _destination = destination;
            _isOver = literalLength > destination.Length;
            shouldAppend = !_isOver;
        }

        public TryWriteInterpolatedStringHandler(
            int literalLength, int formattedCount, Span<char> destination, IFormatProvider? provider,
            out bool shouldAppend)
            : this(literalLength, formattedCount, destination, out shouldAppend) { }

        internal readonly bool Fits => !_isOver;
        internal readonly int Written => _isOver ? 0 : _count;
        private readonly Span<char> Rest => _destination.Slice(_count);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public bool AppendLiteral(string value) => AppendFormatted(value.AsSpan());

        public bool AppendFormatted<T>(T value) where T : ISpanFormattable => AppendFormatted(value, null);

        public bool AppendFormatted<T>(T value, string? format) where T : ISpanFormattable
            // Enumerations would have to be boxed to be asked. Which way it goes, the compiler knows.
            => typeof(T).IsEnum
                ? Advance(EnumText.TryFormat(value, format.AsSpan(), Rest, out int written), written)
                : Advance(value.TryFormat(Rest, out written, format.AsSpan(), null), written);

        public bool AppendFormatted<T>(T value, int alignment) where T : ISpanFormattable
            => AppendFormatted(value, alignment, null);

        public bool AppendFormatted<T>(T value, int alignment, string? format) where T : ISpanFormattable
        {
            int start = _count;
            return AppendFormatted(value, format) && Align(start, alignment);
        }

        public bool AppendFormatted(bool value, int alignment = 0)
        {
            int start = _count;
            return AppendFormatted((value ? bool.TrueString : bool.FalseString).AsSpan()) && Align(start, alignment);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public bool AppendFormatted(string? value) => AppendFormatted(value.AsSpan());

        public bool AppendFormatted(string? value, int alignment = 0, string? format = null)
            => AppendFormatted(value.AsSpan(), alignment);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public bool AppendFormatted(scoped ReadOnlySpan<char> value)
            => Advance(value.TryCopyTo(Rest), value.Length);

        public bool AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string? format = null)
        {
            int start = _count;
            return AppendFormatted(value) && Align(start, alignment);
        }

        private bool Advance(bool fits, int written)
        {
            if (fits) _count += written;
            else _isOver = true;
            return fits;
        }

        private bool Align(int start, int alignment)
        {
            bool fits = Alignment.Apply(_destination, start, ref _count, alignment, ' ');
            _isOver |= !fits;
            return fits;
        }
    }
}
