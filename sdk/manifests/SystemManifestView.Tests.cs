using System.Buffers.Binary;
using Diesis.Tests;

namespace Diesis.Manifests;

public sealed class SystemManifestViewTests
{
    private static readonly SystemManifest Sample = new()
    {
        Services =
        [
            new("log") { Start = StartWhen.AtBoot, IsTrusted = true, Core = 0 },
            new("files") { StopMs = 500 },
            new("game") { Restart = RestartPolicy.OnFailure() with { Most = 9, WindowMs = 8, FirstWaitMs = 6, LongestWaitMs = 7 } },
        ],
    };

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        Assert.True(SystemManifestView.TryRead(SystemManifestWriter.Write(Sample), out SystemManifestView view));
        Assert.Equal(3, view.Count);
        Assert.Equal("log"u8, view[0].Name);
        Assert.True(view[0].Start == StartWhen.AtBoot && view[0].IsTrusted && view[0].HasCore && view[0].Core == 0);
        Assert.Equal("files"u8, view[1].Name);
        Assert.True(view[1].Start == StartWhen.OnFirstUse && !view[1].IsTrusted && !view[1].HasCore);
        Assert.Equal(500, view[1].StopMs);
        Assert.Equal(view[0].Line + 1, view[1].Line);
        Assert.False(view[1].HasRestart);
        Assert.True(view[2].HasRestart);
        Assert.Equal(Sample.Services[2].Restart, view[2].Restart);
    }

    [Fact]
    public void ImpossibleOnesAreNotWritten()
    {
        Assert.Throws<ArgumentException>(() => SystemManifestWriter.Write(new() { Services = [new("a"), new("a")] }));
        Assert.Throws<ArgumentException>(() => SystemManifestWriter.Write(new() { Services = [new("../a")] }));
        Assert.Throws<ArgumentException>(() => SystemManifestWriter.Write(new() { Services = [new("a") { Restart = RestartPolicy.Always() with { Most = 0 } }] }));
        Assert.Throws<ArgumentException>(() => SystemManifestWriter.Write(new() { Services = [new(new string('a', 40))] }));
        Assert.Throws<ArgumentException>(() => SystemManifestWriter.Write(new() { Services = [.. Enumerable.Range(0, 64).Select(i => new SystemService($"s{i}"))] }));
    }

    [Fact]
    public void DamagedOnesAreReadWithinTheirBoundsOrRefused()
    {
        byte[] whole = SystemManifestWriter.Write(Sample);
        for (int length = 0; length < whole.Length; length++) Assert.False(SystemManifestView.TryRead(whole.AsSpan(0, length), out _));
        int read = 0;
        Fuzzing.Run(20_000, fuzzing =>
        {
            byte[] bytes = fuzzing.Mutate(whole);
            if (bytes.Length >= 16)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), System.IO.Hashing.Crc32.HashToUInt32(bytes.AsSpan(12)));
            if (!SystemManifestView.TryRead(bytes, out SystemManifestView view)) return;
            read++;
            for (int i = 0; i < view.Count; i++) Assert.False(view[i].Name.IsEmpty);
        });
        Assert.NotEqual(0, read);
    }
}
