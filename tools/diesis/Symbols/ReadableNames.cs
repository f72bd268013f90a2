using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Diesis.Tools.Symbols;

/// <summary>
/// Turns the AOT compiler's names of functions into those of the source. The compiler joins assembly, namespaces, type and
/// method by underscores and writes an underscore for every letter that no assembler takes; what was meant is found among the
/// names that the compiled assembly defines.
/// </summary>
internal sealed class ReadableNames
{
    private readonly Dictionary<string, (string Readable, Dictionary<string, string> Methods)> _types = [];

    public ReadableNames(string assemblyPath)
    {
        using var stream = File.OpenRead(assemblyPath);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        var assembly = Sanitized(Path.GetFileNameWithoutExtension(assemblyPath));
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var (mangled, readable) = NamesOf(metadata, type);
            var methods = new Dictionary<string, string>();
            foreach (var method in type.GetMethods())
            {
                var name = metadata.GetString(metadata.GetMethodDefinition(method).Name);
                _ = methods.TryAdd(Sanitized(name), MethodName(name));
            }
            _ = _types.TryAdd($"{assembly}_{mangled}", (readable, methods));
        }
    }

    /// <summary>The type with a dot at its end (empty for assembly) and the function.</summary>
    public (string Type, string Function) Of(string symbol)
    {
        // The longest type whose name the symbol begins with; what follows is "__method", after generic arguments if any.
        for (int length = symbol.LastIndexOf("__", StringComparison.Ordinal); length > 0; length--)
        {
            if (!_types.TryGetValue(symbol[..length], out var type)) continue;
            for (int at = symbol.IndexOf("__", length, StringComparison.Ordinal); at >= 0; at = symbol.IndexOf("__", at + 1, StringComparison.Ordinal))
            {
                if (MethodAt(type.Methods, symbol[(at + 2)..]) is { } method) return (type.Readable + ".", method);
            }
        }
        return ("", symbol);
    }

    /// <summary>A type without its generic arguments; what is not found stays as it is.</summary>
    public string OfType(string mangled) =>
        _types.TryGetValue(mangled.Split('<')[0], out var type) ? type.Readable : mangled;

    /// <summary>The compiler numbers overloads (<c>_0</c>) and writes generic arguments behind the name.</summary>
    private static string? MethodAt(Dictionary<string, string> methods, string rest)
    {
        for (int length = rest.Length; length > 0; length--)
        {
            if ((length == rest.Length || rest[length] is '_' or '<') && methods.TryGetValue(rest[..length], out var method)) return method;
        }
        return null;
    }

    private static (string Mangled, string Readable) NamesOf(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        var simple = name.Split('`')[0];
        if (!type.GetDeclaringType().IsNil)
        {
            var (mangled, readable) = NamesOf(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()));
            return ($"{mangled}_{Sanitized(name)}", $"{readable}.{simple}");
        }
        var space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? (Sanitized(name), simple) : ($"{Sanitized(space)}_{Sanitized(name)}", $"{space}.{simple}");
    }

    /// <summary>Accessors by their property; local functions and explicit implementations by the part that people wrote.</summary>
    private static string MethodName(string name) => name switch
    {
        ".ctor" => "(constructor)",
        ['g' or 's', 'e', 't', '_', ..] => $"{name[4..]}.{name[..3]}",
        ['<', ..] when name.Contains("g__", StringComparison.Ordinal) => name[(name.IndexOf("g__", StringComparison.Ordinal) + 3)..].Split('|')[0],
        _ => name[(name.LastIndexOf('.') + 1)..],
    };

    private static string Sanitized(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var letter in name) _ = result.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        return result.ToString();
    }
}
