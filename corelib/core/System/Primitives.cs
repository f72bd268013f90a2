namespace System;

public struct Void { }

public struct Boolean { private readonly bool _value; }
public struct Char { private readonly char _value; public const char MaxValue = '\uFFFF'; public const char MinValue = '\0'; }
public struct SByte { private readonly sbyte _value; public const sbyte MaxValue = 127; public const sbyte MinValue = -128; }
public struct Byte { private readonly byte _value; public const byte MaxValue = 255; public const byte MinValue = 0; }
public struct Int16 { private readonly short _value; public const short MaxValue = 32767; public const short MinValue = -32768; }
public struct UInt16 { private readonly ushort _value; public const ushort MaxValue = 65535; public const ushort MinValue = 0; }
public struct Int32 { private readonly int _value; public const int MaxValue = 0x7FFF_FFFF; public const int MinValue = -MaxValue - 1; }
public struct UInt32 { private readonly uint _value; public const uint MaxValue = 0xFFFF_FFFF; public const uint MinValue = 0; }
public struct Int64 { private readonly long _value; public const long MaxValue = 0x7FFF_FFFF_FFFF_FFFF; public const long MinValue = -MaxValue - 1; }
public struct UInt64 { private readonly ulong _value; public const ulong MaxValue = 0xFFFF_FFFF_FFFF_FFFF; public const ulong MinValue = 0; }
public struct IntPtr { private readonly nint _value; public static readonly nint Zero = 0; public static int Size => 8; }
public struct UIntPtr { private readonly nuint _value; public static readonly nuint Zero = 0; public static int Size => 8; }
public struct Single { private readonly float _value; }
public struct Double { private readonly double _value; }

public abstract class ValueType { }
public abstract class Enum : ValueType { }

public abstract class Delegate
{
    // The compiler knows these four fields by name and initialises them where a delegate is made.
#pragma warning disable CS0169, CS0649
    internal object? _firstParameter;
    internal object? _helperObject;
    internal nint _extraFunctionPointerOrData;
    internal nint _functionPointer;
#pragma warning restore CS0169, CS0649
}

public abstract class MulticastDelegate : Delegate { }

public class Exception { }
internal sealed class RuntimeType : Type { }
public class Type { public static Type? GetTypeFromHandle(RuntimeTypeHandle handle) => null; }
public struct RuntimeTypeHandle { private nint _value; }
public struct RuntimeMethodHandle { private nint _value; }
public struct RuntimeFieldHandle { private nint _value; }

public interface IDisposable { void Dispose(); }
public interface IEquatable<T> where T : allows ref struct { bool Equals(T? other); }
public interface IComparable<T> where T : allows ref struct { int CompareTo(T? other); }

public delegate void Action();
public delegate void Action<in T>(T value) where T : allows ref struct;
public delegate TResult Func<out TResult>() where TResult : allows ref struct;
public delegate TResult Func<in T, out TResult>(T value) where T : allows ref struct where TResult : allows ref struct;
