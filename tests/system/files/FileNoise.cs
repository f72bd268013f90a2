using System;
using System.IO.Hashing;

namespace Diesis.Tests.Systems.Files;

/// <summary>What the files of the test hold, and how the host is told of it: a file with a line for each other, of its name, its length and its check sum.</summary>
public static class FileNoise
{
    public const string Folder = "work", List = "list.txt", FromHost = "from-host.txt", HostText = "written by the host\n";

    public static byte[] Make(uint seed, int length)
    {
        byte[] noise = new byte[length];
        for (int i = 0; i < length; i++)
        {
            // Numerical Recipes, 7.1: a quick generator, whose highest bits are the best.
            seed = unchecked(seed * 1664525 + 1013904223);
            noise[i] = (byte)(seed >> 24);
        }
        return noise;
    }

    public static string LineOf(string name, ReadOnlySpan<byte> content) => $"{name}|{content.Length}|{Crc32.HashToUInt32(content)}";
}
