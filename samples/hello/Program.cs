using System;
using System.Collections.Generic;
using System.Linq;

namespace Diesis.Samples.Hello;

/// <summary>Greets, by way of a few objects.</summary>
internal static class Program
{
    private static void Main(string[] args)
    {
        List<string> names = args.Length > 0 ? [.. args] : ["world"];
        foreach (string name in names.Where(name => !name.Contains('='))) Console.WriteLine($"Hello, {name}!");
        Console.WriteLine($"{names.Count} words, {GC.GetTotalAllocatedBytes()} bytes of objects");
    }
}
