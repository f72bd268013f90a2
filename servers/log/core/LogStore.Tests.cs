using System.Text;
using Diesis.Tests;
using Diesis.Contracts.Log;

namespace Diesis.Servers.Logging;

public sealed class LogStoreTests
{
    private static ulong Add(Span<byte> memory, string text, LogLevel level = LogLevel.Information)
        => LogStore.Recover(memory).Add(level, 3, Encoding.UTF8.GetBytes(text), 5);

    private static List<string> Read(Span<byte> memory, ulong from = 0)
    {
        LogStore store = LogStore.Recover(memory);
        LogPosition position = new(from, 0);
        List<string> lines = [];
        while (store.TryRead(ref position, out LogEntry entry)) lines.Add($"{entry.Number} {entry.Source} {Encoding.UTF8.GetString(entry.Text)}");
        return lines;
    }

    [Fact]
    public void LinesAreReadInTheirOrder()
    {
        byte[] memory = new byte[LogStore.LeastBytes];
        Assert.Equal(0u, Add(memory, "one"));
        Assert.Equal(1u, Add(memory, ""));
        Assert.Equal(2u, Add(memory, "three"));
        Assert.Equal(["0 3 one", "1 3 ", "2 3 three"], Read(memory));
        Assert.Equal(["2 3 three"], Read(memory, 2));
        Assert.Empty(Read(memory, 3));
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(9999)]
    [InlineData(20_001)]
    public void TheOldestGoWhenItIsFull(int size)
    {
        byte[] memory = new byte[size];
        Random random = new(size);
        Queue<string> expected = [];
        for (ulong i = 0; i < 5000; i++)
        {
            string text = new((char)('a' + i % 26), random.Next(LogStore.MostTextBytes + 1));
            Assert.Equal(i, Add(memory, text));
            expected.Enqueue($"{i} 3 {text}");
            List<string> lines = Read(memory);
            while (expected.Count > lines.Count) _ = expected.Dequeue();
            Assert.Equal(expected, lines);
            Assert.True(lines.Count >= Math.Min(2, (int)i + 1));
        }
    }

    [Fact]
    public void AReaderThatIsTooSlowSeesHowMuchItMissed()
    {
        byte[] memory = new byte[LogStore.LeastBytes];
        LogStore store = LogStore.Recover(memory);
        for (int i = 0; i < 3; i++) _ = Add(memory, "x");
        LogPosition position = default;
        Assert.True(store.TryRead(ref position, out _));
        for (int i = 0; i < 1000; i++) _ = Add(memory, new string('y', 200));
        Assert.True(store.TryRead(ref position, out LogEntry entry));
        Assert.Equal(store.FirstNumber, entry.Number);
        Assert.True(entry.Number > 900);
    }

    [Fact]
    public void WhatIsTooLongIsCutOff()
    {
        byte[] memory = new byte[LogStore.LeastBytes];
        _ = LogStore.Recover(memory).Add(LogLevel.Error, 9, new byte[5000], 0);
        LogPosition position = default;
        Assert.True(new LogStore(memory).TryRead(ref position, out LogEntry entry));
        Assert.Equal(9u, entry.Source);
        Assert.Equal(LogStore.MostTextBytes, entry.Text.Length);
        Assert.Equal(LogLevel.Error, entry.Level);
    }

    [Fact]
    public void DamagedMemoryIsReadWithinItsBoundsOrEmpty()
    {
        byte[] memory = new byte[LogStore.LeastBytes];
        for (int i = 0; i < 40; i++) _ = Add(memory, new string('z', i * 3));
        int kept = 0;
        Fuzzing.Run(20_000, fuzzing =>
        {
            byte[] damaged = new byte[memory.Length];
            // Most of it is text, in which nothing can be wrong.
            byte[] part = fuzzing.Mutate(memory.AsSpan(0, 200));
            memory.CopyTo(damaged, 0);
            part.CopyTo(damaged, 0);
            if (Read(damaged).Count > 1) kept++;
            _ = Add(damaged, "after");
            Assert.EndsWith("after", Read(damaged)[^1]);
        });
        Assert.NotEqual(0, kept);
    }
}
