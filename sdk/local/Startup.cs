using Diesis.Abi;
using Diesis.Local;

namespace Diesis;

/// <summary>How the process began: what it was handed. On the host every <see cref="LocalProcess"/> is handed the same.</summary>
public static class Startup
{
    public static ref readonly StartBlock Block => ref LocalProcess.Current.Block;
}
