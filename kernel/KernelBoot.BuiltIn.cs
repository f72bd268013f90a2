using Diesis.Boot;

namespace Diesis.Kernel;

public static unsafe partial class KernelBoot
{
    /// <summary>
    /// Called once, on the boot core, when every core is up. A kernel built with tests or measurements inside has a body for
    /// it (<c>tests/framework</c>), which does not return; in any other the call vanishes.
    /// </summary>
    static partial void RunBuiltIn(ref readonly BootInfo info);
}
