using System;

namespace Diesis.Abi;

/// <summary>Finds a word, or <c>name=value</c>, among the words of a command line.</summary>
public static class CommandLineOption
{
    /// <returns>The value, or nothing.</returns>
    public static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> commandLine, ReadOnlySpan<byte> name)
    {
        int start = 0;
        for (int i = 0; i <= commandLine.Length; i++)
        {
            if (i < commandLine.Length && commandLine[i] != (byte)' ') continue;
            var word = commandLine.Slice(start, i - start);
            if (word.Length > name.Length && word[name.Length] == (byte)'=' && word.Slice(0, name.Length).SequenceEqual(name))
                return word.Slice(name.Length + 1);
            start = i + 1;
        }
        return default;
    }

    public static bool HasWord(ReadOnlySpan<byte> commandLine, ReadOnlySpan<byte> wanted)
    {
        int start = 0;
        for (int i = 0; i <= commandLine.Length; i++)
        {
            if (i < commandLine.Length && commandLine[i] != (byte)' ') continue;
            if (commandLine.Slice(start, i - start).SequenceEqual(wanted)) return true;
            start = i + 1;
        }
        return false;
    }
}
