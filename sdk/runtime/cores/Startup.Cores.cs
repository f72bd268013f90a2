using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis;

public static unsafe partial class Startup
{
    static partial void FindSystemHere(ref Handle<SystemControl> system)
    {
        if (ProgramCores.Joined != 1) system = ProgramCores.Machine;
    }
}
