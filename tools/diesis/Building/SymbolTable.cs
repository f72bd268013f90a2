using Diesis.Tools.Host;
using Diesis.Tools.Symbols;

namespace Diesis.Tools.Building;

/// <summary>
/// Puts an image's symbols into the image. It is linked twice: first without, to see where each function comes to lie; then
/// with the table, which lies behind all code, so that no function moves.
/// </summary>
/// <param name="link">Links objects to an image.</param>
internal sealed class SymbolTable(Architecture architecture, Func<IEnumerable<string>, string, CancellationToken, Task> link)
{
    /// <param name="assembly">The compiled C#, for the names.</param>
    /// <param name="intermediate">Where the first link, the table and its object file go: a path without ending.</param>
    public async Task LinkWithSymbols(IReadOnlyList<string> objects, string assembly, string intermediate, string output, CancellationToken cancel)
    {
        var (bare, table, tableObject) = (intermediate + ".bare.elf", intermediate + ".symbols", intermediate + ".symbols.o");
        await link(objects, bare, cancel);
        var before = new LinkedImage(bare, architecture);
        await before.Read(cancel);
        await File.WriteAllBytesAsync(table,
            SymbolTableWriter.Write(before.TextStart, before.Functions, before.Lines, new ReadableNames(assembly).Of), cancel);
        await new HostCommand("llvm-objcopy-19", "-I", "binary", "-O", architecture.ObjectFormat, "--rename-section",
            ".data=.symbols,alloc,load,readonly,data,contents", table, tableObject).RunOrFail(cancel);
        await link([.. objects, tableObject], output, cancel);

        var after = new LinkedImage(output, architecture);
        await after.Read(cancel);
        if (!before.Functions.SequenceEqual(after.Functions))
            throw new ToolFailure("the symbol table moved the functions that it speaks of: it must lie behind .text in the linker script");
    }
}
