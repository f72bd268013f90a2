using System;
using System.IO;
using System.Text;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Streams in memory, and readers and writers of text.</summary>
internal static class StreamTests
{
    public static void Run(ref Transcript transcript)
    {
        Memory(ref transcript);
        Fixed(ref transcript);
        Copies(ref transcript);
        Strings(ref transcript);
        Readers(ref transcript);
        Slow(ref transcript);
        Writers(ref transcript);
    }

    private static void Memory(ref Transcript transcript)
    {
        MemoryStream stream = new();
        stream.Write([1, 2, 3, 4, 5]);
        stream.WriteByte(6);
        transcript.Case("stream").Gives(stream.Length).Gives(stream.Position).Gives(stream.ReadByte()).Gives(stream.Seek(-4, SeekOrigin.Current)).Gives(stream.ReadByte()).Gives(stream.ReadByte())
            .Gives(stream.Seek(1, SeekOrigin.Begin)).Gives(stream.Seek(-1, SeekOrigin.End)).Gives(stream.ReadByte()).Gives(stream.CanRead).Gives(stream.CanWrite).Gives(stream.CanSeek);
        stream.Position = 2;
        byte[] some = new byte[10];
        transcript.Case("stream read").Gives(stream.Read(some, 1, 3)).Gives(some.AsSpan(0, 5)).Gives(stream.Read(some)).Gives(stream.Read(some)).Gives(stream.Read(some, 0, 0));
        // What lies between the end and what is written beyond it is zeros.
        stream.Position = 9;
        stream.Write([9], 0, 1);
        stream.SetLength(12);
        transcript.Case("stream beyond").Gives(stream.ToArray().AsSpan()).Gives(stream.Position);
        stream.SetLength(3);
        transcript.Case("stream shorter").Gives(stream.ToArray().AsSpan()).Gives(stream.Position).Gives(stream.TryGetBuffer(out ArraySegment<byte> buffer)).Gives(buffer.Count).Gives(stream.GetBuffer().Length >= 3);
        stream.SetLength(6);
        transcript.Case("stream longer").Gives(stream.ToArray().AsSpan());
        stream.Dispose();
        transcript.Case("stream closed").Gives(stream.CanRead).Gives(stream.CanWrite).Gives(stream.ToArray().AsSpan());
    }

    private static void Fixed(ref Transcript transcript)
    {
        byte[] bytes = [0, 1, 2, 3, 4, 5, 6, 7];
        MemoryStream part = new(bytes, 2, 4);
        part.Position = 1;
        part.Write([33, 44]);
        transcript.Case("stream of a part").Gives(part.Length).Gives(part.Capacity).Gives(part.ToArray().AsSpan()).Gives(bytes.AsSpan()).Gives(part.TryGetBuffer(out _));
        MemoryStream constant = new(bytes, writable: false);
        transcript.Case("stream that is only read").Gives(constant.CanWrite).Gives(constant.Length).Gives(constant.ReadByte());
    }

    private static void Copies(ref Transcript transcript)
    {
        byte[] bytes = new byte[200_000];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(i * 7 >> 3 & 0xFF);
        MemoryStream from = new(bytes), to = new(), again = new();
        from.Position = 10;
        from.CopyTo(to);
        new Slowly(bytes, 777).CopyTo(again);
        transcript.Case("stream copied").Gives(to.Length).Gives(to.ToArray().AsSpan().SequenceEqual(bytes.AsSpan(10))).Gives(from.Position).Gives(again.ToArray().AsSpan().SequenceEqual(bytes));
        Slowly slowly = new(bytes, 3);
        Span<byte> some = stackalloc byte[10];
        slowly.ReadExactly(some);
        transcript.Case("stream exactly").Gives(some);
        transcript.Case("stream at least").Gives(new Slowly([1, 2, 3, 4, 5, 6, 7], 3).ReadAtLeast(some, 4)).Gives(new Slowly([1, 2], 1).ReadAtLeast(some, 4, throwOnEndOfStream: false));
        Stream.Null.Write([1]);
        transcript.Case("null stream").Gives(Stream.Null.ReadByte()).Gives(Stream.Null.Length);
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Slowly(byte[] bytes, int most) : Stream
    {
        private int _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => bytes.Length;
        public override long Position { get => _at; set => _at = (int)value; }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => _at;
        public override void SetLength(long value) { }
        public override void Write(byte[] buffer, int offset, int count) { }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int some = Math.Min(Math.Min(count, most), bytes.Length - _at);
            bytes.AsSpan(_at, some).CopyTo(buffer.AsSpan(offset));
            _at += some;
            return some;
        }
    }

    private const string Lines = "first\nsecond\r\nthird\r\r\n\nlast";

    private static void Strings(ref Transcript transcript)
    {
        StringReader reader = new(Lines);
        while (reader.ReadLine() is { } line) transcript.Case("string line").Gives(line);
        reader = new(Lines);
        char[] some = new char[8];
        transcript.Case("string reader").Gives(reader.Peek()).Gives(reader.Read()).Gives(reader.Read(some, 2, 4)).Gives(new string(some)).Gives(reader.ReadBlock(some, 0, 8)).Gives(new string(some))
            .Gives(reader.ReadToEnd()).Gives(reader.Read()).Gives(reader.ReadLine()).Gives(reader.ReadToEnd());
        transcript.Case("null reader").Gives(TextReader.Null.Read()).Gives(TextReader.Null.ReadLine());
    }

    private static void Readers(ref Transcript transcript)
    {
        foreach (Encoding encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("é\n😀 x\n")];
            StreamReader reader = new(new MemoryStream(bytes));
            transcript.Case("reader by mark").Gives(reader.ReadLine()).Gives(reader.CurrentEncoding.CodePage).Gives(reader.ReadLine()).Gives(reader.EndOfStream).Gives(reader.ReadLine());
        }
        StreamReader plain = new(new MemoryStream(Encoding.Latin1.GetBytes("née\rno")), Encoding.Latin1);
        transcript.Case("reader of latin 1").Gives(plain.ReadLine()).Gives(plain.Peek()).Gives(plain.ReadToEnd()).Gives(plain.Read());
        transcript.Case("reader of nothing").Gives(new StreamReader(new MemoryStream()).ReadToEnd()).Gives(new StreamReader(new MemoryStream()).ReadLine())
            .Gives(new StreamReader(new MemoryStream([0xEF, 0xBB, 0xBF])).ReadToEnd()).Gives(new StreamReader(new MemoryStream([0xEF])).ReadToEnd());
    }

    private static void Slow(ref Transcript transcript)
    {
        StringBuilder text = new();
        for (int i = 0; i < 500; i++) _ = text.Append(i % 3 == 0 ? "é" : i % 3 == 1 ? "😀" : "line\n");
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        foreach (int most in (int[])[1, 2, 3, 5, 100])
        {
            string read = new StreamReader(new Slowly(bytes, most)).ReadToEnd();
            transcript.Case("reader of pieces").Of(most).Gives(read == text.ToString());
        }
        StreamReader lines = new(new Slowly("a\r\nb\rc\n"u8.ToArray(), 1));
        transcript.Case("lines of pieces").Gives(lines.ReadLine()).Gives(lines.ReadLine()).Gives(lines.ReadLine()).Gives(lines.ReadLine());
        // Cut off in the middle of a sequence.
        transcript.Case("reader cut off").Gives(new StreamReader(new Slowly([0x61, 0xF0, 0x9F, 0x98], 1)).ReadToEnd());
    }

    private static void Writers(ref Transcript transcript)
    {
        MemoryStream stream = new();
        StreamWriter writer = new(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.Write("é");
        writer.Write('\uD83D');
        writer.Flush();
        long early = stream.Length;
        writer.Write('\uD83D');
        writer.Write('\uDE00');
        writer.WriteLine(42);
        writer.Write(1.5);
        writer.Write(true);
        writer.Write(new[] { 'x', 'y' });
        writer.Dispose();
        transcript.Case("writer").Gives(early).Gives(stream.ToArray().AsSpan()).Gives(stream.CanWrite);
        MemoryStream marked = new();
        using (StreamWriter other = new(marked, Encoding.Unicode, leaveOpen: true)) other.Write("ab");
        transcript.Case("writer with mark").Gives(marked.ToArray().AsSpan()).Gives(marked.CanWrite);
        MemoryStream large = new();
        using (StreamWriter other = new(large, new UTF8Encoding(false), 128, leaveOpen: true))
        {
            for (int i = 0; i < 400; i++) other.Write("€uro");
            other.AutoFlush = true;
            other.Write("!\uD83D");
            other.Write('\uDE00');
            transcript.Case("writer that does not wait").Gives(large.Length);
        }
        transcript.Case("writer of much").Gives(large.Length).Gives(Encoding.UTF8.GetString(large.ToArray()).LastIndexOf("€uro"));
    }
}
