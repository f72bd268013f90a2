// Marks of namespace System.Runtime: how code meets symbols of the linker.
namespace System.Runtime;

/// <summary>The method is also a symbol of this name, called by the convention of the platform.</summary>
public sealed class RuntimeExportAttribute(string entryPoint) : Attribute
{
    public string EntryPoint { get; } = entryPoint;
}

/// <summary>The method is the symbol of this name; the library is always <c>"*"</c>.</summary>
public sealed class RuntimeImportAttribute : Attribute
{
    public RuntimeImportAttribute(string entryPoint) => EntryPoint = entryPoint;
    public RuntimeImportAttribute(string library, string entryPoint) => (Library, EntryPoint) = (library, entryPoint);

    public string? Library { get; }
    public string EntryPoint { get; }
}
