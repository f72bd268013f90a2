namespace System.Runtime.CompilerServices;

[Flags]
public enum MethodImplOptions
{
    NoInlining = 1 << 3,
    ForwardRef = 1 << 4,
    Synchronized = 1 << 5,
    NoOptimization = 1 << 6,
    PreserveSig = 1 << 7,
    AggressiveInlining = 1 << 8,
    AggressiveOptimization = 1 << 9,
    InternalCall = 1 << 12,
}
