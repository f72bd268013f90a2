using System;
using System.IO;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Names of files as text, where a slash separates folders.</summary>
internal static class PathTests
{
    private static readonly string?[] Paths =
    [
        null, "", "/", "a", "/a", "a/", "a/b", "/a/b.c", "a.b/c", "a/b.", "a/.b", "a/b.c.d", "//a//b//", "a//b", "/a/", ".", "..", "../x", "a/..", "archive.tar.gz", " ", "a b/c d.e f",
    ];

    public static void Run(ref Transcript transcript)
    {
        foreach (string? path in Paths)
        {
            transcript.Case("path").Of(path).Gives(Path.GetFileName(path)).Gives(Path.GetExtension(path)).Gives(Path.GetFileNameWithoutExtension(path)).Gives(Path.GetDirectoryName(path))
                .Gives(Path.HasExtension(path)).Gives(Path.IsPathRooted(path)).Gives(Path.GetPathRoot(path)).Gives(Path.EndsInDirectorySeparator(path))
                .Gives(Path.ChangeExtension(path, "x")).Gives(Path.ChangeExtension(path, ".x")).Gives(Path.ChangeExtension(path, null)).Gives(Path.ChangeExtension(path, ""));
            if (path != null) transcript.Case("path trimmed").Of(path).Gives(Path.TrimEndingDirectorySeparator(path));
            foreach (string? other in Paths)
            {
                transcript.Case("joined").Of(path).Of(other).Gives(Path.Join(path, other));
                if (path != null && other != null) transcript.Case("combined").Of(path).Of(other).Gives(Path.Combine(path, other)).Gives(Path.Combine(path, other, "z"));
            }
        }
        transcript.Case("combined").Gives(Path.Combine()).Gives(Path.Combine(["a", "b", "c", "d"])).Gives(Path.Join(["a", null, "/b", "c/", "/d"]));
    }
}
