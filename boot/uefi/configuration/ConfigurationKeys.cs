using System;

namespace Diesis.Boot.Uefi.Configuration;

/// <summary>The keys of the configuration file, as a set.</summary>
[Flags]
internal enum ConfigurationKeys
{
    None = 0,
    Kernel = 1,
    CommandLine = 2,
    Module = 4,
    Resolution = 8,
    Randomization = 16,
}
