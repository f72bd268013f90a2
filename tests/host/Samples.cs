using System;
using System.IO;

namespace Diesis.Tests;

/// <summary>Files of real machines that tests feed to parsers; samples/README.md says where they come from.</summary>
public static class Samples
{
    public static byte[] Read(string name)
        => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", name));
}
