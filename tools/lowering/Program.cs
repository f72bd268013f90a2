using System.Diagnostics;
using Diesis.Tools.Lowering;

if (args.Length < 3)
{
    Console.Error.WriteLine("lowering ILC ASSEMBLY OBJECT [OPTIONS OF ILC]");
    return 2;
}
var (compiler, assembly, output, options) = (args[0], args[1], args[2], args[3..]);
try
{
    await LoweredCompilation.Run(assembly, Path.GetDirectoryName(Path.GetFullPath(output))!, Compile);
    return 0;
}
catch (LoweringException refused)
{
    Console.Error.WriteLine($"error: {refused.Message}");
    return 1;
}

async Task Compile(string lowered, string[] further)
{
    using var process = Process.Start(compiler, [lowered, "-o", output, .. options, .. further]);
    await process.WaitForExitAsync();
    if (process.ExitCode != 0) throw new LoweringException($"the AOT compiler ended with {process.ExitCode}");
}
