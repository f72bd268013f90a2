using System.Diagnostics;

namespace Diesis;

/// <summary>A fact of debug builds: that an assertion notices something.</summary>
public sealed class DebugFactAttribute : FactAttribute
{
    public DebugFactAttribute()
    {
        bool isDebug = false;
        Note(ref isDebug);
        if (!isDebug) Skip = "assertions are not in this build";
    }

    [Conditional("DEBUG")]
    private static void Note(ref bool isDebug) => isDebug = true;
}
