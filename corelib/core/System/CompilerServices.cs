using System.Diagnostics;
using System.Reflection;

namespace System.Runtime.CompilerServices
{
    [Flags]
    public enum MethodImplOptions
    {
        NoInlining = 8, ForwardRef = 16, NoOptimization = 64, AggressiveInlining = 256,
        AggressiveOptimization = 512, InternalCall = 4096,
    }

    public sealed class MethodImplAttribute(MethodImplOptions options) : Attribute
    {
        public MethodImplOptions Value { get; } = options;
    }

    public static class RuntimeFeature
    {
        public const string ByRefFields = nameof(ByRefFields);
        public const string ByRefLikeGenerics = nameof(ByRefLikeGenerics);
        public const string DefaultImplementationsOfInterfaces = nameof(DefaultImplementationsOfInterfaces);
        public const string NumericIntPtr = nameof(NumericIntPtr);
        public const string UnmanagedSignatureCallingConvention = nameof(UnmanagedSignatureCallingConvention);
        public const string VirtualStaticsInInterfaces = nameof(VirtualStaticsInInterfaces);
    }

    public sealed class IntrinsicAttribute : Attribute { }
    public sealed class ExtensionAttribute : Attribute { }
    public sealed class IsReadOnlyAttribute : Attribute { }
    public sealed class IsByRefLikeAttribute : Attribute { }
    public sealed class IsUnmanagedAttribute : Attribute { }
    public sealed class RequiresLocationAttribute : Attribute { }
    public sealed class ScopedRefAttribute : Attribute { }
    public sealed class IsVolatile { }
    public static class IsExternalInit { }
    public sealed class CompilerGeneratedAttribute : Attribute { }
    public sealed class UnsafeValueTypeAttribute : Attribute { }
    public sealed class RefSafetyRulesAttribute(int version) : Attribute { public int Version { get; } = version; }
    public sealed class NullableAttribute : Attribute { public NullableAttribute(byte flag) { } public NullableAttribute(byte[] flags) { } }
    public sealed class NullableContextAttribute(byte flag) : Attribute { public byte Flag { get; } = flag; }
    public sealed class NullablePublicOnlyAttribute(bool includesInternals) : Attribute { public bool IncludesInternals { get; } = includesInternals; }
    public sealed class FixedBufferAttribute(Type type, int length) : Attribute { public Type ElementType { get; } = type; public int Length { get; } = length; }
    public sealed class DefaultMemberAttribute(string name) : Attribute { public string MemberName { get; } = name; }
    public sealed class SkipLocalsInitAttribute : Attribute { }
    public sealed class CompilerFeatureRequiredAttribute(string name) : Attribute { public string FeatureName { get; } = name; public bool IsOptional { get; init; } }
    public sealed class RequiredMemberAttribute : Attribute { }
    public sealed class InterpolatedStringHandlerAttribute : Attribute { }
    public sealed class InterpolatedStringHandlerArgumentAttribute : Attribute
    {
        public InterpolatedStringHandlerArgumentAttribute(string argument) { }
        public InterpolatedStringHandlerArgumentAttribute(params string[] arguments) { }
    }
    public sealed class InlineArrayAttribute(int length) : Attribute { public int Length { get; } = length; }
    public sealed class CallerArgumentExpressionAttribute(string parameter) : Attribute { public string ParameterName { get; } = parameter; }
    public sealed class CallerFilePathAttribute : Attribute { }
    public sealed class CallerLineNumberAttribute : Attribute { }
    public sealed class CallerMemberNameAttribute : Attribute { }
    public sealed class TupleElementNamesAttribute(string?[] names) : Attribute { public string?[] Names { get; } = names; }
    public sealed class CollectionBuilderAttribute(Type builder, string method) : Attribute { public Type Builder { get; } = builder; public string Method { get; } = method; }
    public sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute { public int Priority { get; } = priority; }
    public sealed class ParamCollectionAttribute : Attribute { }
    public sealed class EagerStaticClassConstructionAttribute : Attribute { }

    public static unsafe class RuntimeHelpers
    {
        public static int OffsetToStringData => sizeof(nint) + sizeof(int);

        [Intrinsic] public static extern bool IsReferenceOrContainsReferences<T>() where T : allows ref struct;
        [Intrinsic] public static extern ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle field);
        [Intrinsic] public static extern void InitializeArray(Array array, RuntimeFieldHandle field);
    }
}

namespace System.Reflection
{
    public sealed class DefaultMemberAttribute(string name) : Attribute { public string MemberName { get; } = name; }
}

namespace System.Diagnostics
{
    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ConditionalAttribute(string condition) : Attribute { public string ConditionString { get; } = condition; }
    public sealed class StackTraceHiddenAttribute : Attribute { }
    public sealed class DebuggerDisplayAttribute(string value) : Attribute { public string Value { get; } = value; }
    public enum DebuggerBrowsableState { Never = 0, Collapsed = 2, RootHidden = 3 }
    public sealed class DebuggerBrowsableAttribute(DebuggerBrowsableState state) : Attribute { public DebuggerBrowsableState State { get; } = state; }
}

namespace System.Diagnostics.CodeAnalysis
{
    public sealed class DoesNotReturnAttribute : Attribute { }
    public sealed class DoesNotReturnIfAttribute(bool value) : Attribute { public bool ParameterValue { get; } = value; }
    public sealed class NotNullWhenAttribute(bool value) : Attribute { public bool ReturnValue { get; } = value; }
    public sealed class MaybeNullWhenAttribute(bool value) : Attribute { public bool ReturnValue { get; } = value; }
    public sealed class UnscopedRefAttribute : Attribute { }
    public sealed class ExcludeFromCodeCoverageAttribute : Attribute { }
    public sealed class SetsRequiredMembersAttribute : Attribute { }
    public sealed class SuppressMessageAttribute(string category, string id) : Attribute
    {
        public string Category { get; } = category;
        public string CheckId { get; } = id;
        public string? Justification { get; set; }
    }
}

namespace System.Runtime
{
    public sealed class RuntimeExportAttribute(string name) : Attribute { public string EntryPoint { get; } = name; }
    public sealed class RuntimeImportAttribute : Attribute
    {
        public RuntimeImportAttribute(string name) { EntryPoint = name; }
        public RuntimeImportAttribute(string library, string name) { EntryPoint = name; }
        public string EntryPoint { get; }
    }
}

namespace System.Runtime.InteropServices
{
    public enum LayoutKind { Sequential = 0, Explicit = 2, Auto = 3 }
    public sealed class StructLayoutAttribute(LayoutKind kind) : Attribute
    {
        public LayoutKind Value { get; } = kind;
        public int Pack; public int Size;
        public CharSet CharSet;
    }
    public enum CharSet { None = 1, Ansi = 2, Unicode = 3, Auto = 4 }
    public sealed class FieldOffsetAttribute(int offset) : Attribute { public int Value { get; } = offset; }
    public sealed class InAttribute : Attribute { }
    public sealed class OutAttribute : Attribute { }
    public sealed class UnmanagedCallersOnlyAttribute : Attribute { public Type[]? CallConvs; public string? EntryPoint; }
    public enum UnmanagedType { }
    public enum CallingConvention { Winapi = 1, Cdecl = 2, StdCall = 3 }

    public static unsafe class MemoryMarshal
    {
        public static ref T GetReference<T>(Span<T> span) => ref span._reference;
        public static ref T GetReference<T>(ReadOnlySpan<T> span) => ref span._reference;
        public static Span<T> CreateSpan<T>(scoped ref T reference, int length) => new(ref CompilerServices.Unsafe.AsRef(in reference), length);
        public static ReadOnlySpan<T> CreateReadOnlySpan<T>(scoped ref readonly T reference, int length)
            => new(ref CompilerServices.Unsafe.AsRef(in reference), length);
        public static ref byte GetArrayDataReference(Array array) => ref CompilerServices.Unsafe.As<CompilerServices.RawArrayData>(array).Data;
        [CompilerServices.Intrinsic]
        public static ref T GetArrayDataReference<T>(T[] array)
            => ref CompilerServices.Unsafe.As<byte, T>(ref CompilerServices.Unsafe.As<CompilerServices.RawArrayData>(array).Data);
    }

    public unsafe interface IDynamicInterfaceCastable
    {
        bool IsInterfaceImplemented(RuntimeTypeHandle interfaceType, bool throwIfNotImplemented);
        RuntimeTypeHandle GetInterfaceImplementation(RuntimeTypeHandle interfaceType);
        internal static nint GetDynamicInterfaceImplementation(IDynamicInterfaceCastable instance, Internal.Runtime.MethodTable* type, ushort slot) => 0;
    }
}
