// Marks of namespace System.Runtime.CompilerServices: the compilers read or write them, no code does.
namespace System.Runtime.CompilerServices;

// How methods are compiled.

public sealed class MethodImplAttribute(MethodImplOptions options) : Attribute
{
    public MethodImplOptions Value { get; } = options;
}

public sealed class IntrinsicAttribute : Attribute { }
public sealed class SkipLocalsInitAttribute : Attribute { }
public sealed class EagerStaticClassConstructionAttribute : Attribute { }
public sealed class CompilerGeneratedAttribute : Attribute { }
public sealed class AsyncMethodBuilderAttribute(Type builderType) : Attribute
{
    public Type BuilderType { get; } = builderType;
}

// How types are laid out.

public sealed class InlineArrayAttribute(int length) : Attribute
{
    public int Length { get; } = length;
}

public sealed class FixedBufferAttribute(Type elementType, int length) : Attribute
{
    public Type ElementType { get; } = elementType;
    public int Length { get; } = length;
}

public sealed class UnsafeValueTypeAttribute : Attribute { }
public sealed class IsByRefLikeAttribute : Attribute { }

// What the language adds to signatures.

public sealed class ExtensionAttribute : Attribute { }
public sealed class ExtensionMarkerAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

public sealed class IsReadOnlyAttribute : Attribute { }
public sealed class IsUnmanagedAttribute : Attribute { }
public sealed class IsVolatile { }
public static class IsExternalInit { }
public sealed class RequiresLocationAttribute : Attribute { }
public sealed class ScopedRefAttribute : Attribute { }
public sealed class ParamCollectionAttribute : Attribute { }
public sealed class RequiredMemberAttribute : Attribute { }
public sealed class PreserveBaseOverridesAttribute : Attribute { }

public sealed class RefSafetyRulesAttribute(int version) : Attribute
{
    public int Version { get; } = version;
}

public sealed class NullableAttribute : Attribute
{
    public NullableAttribute(byte flag) { }
    public NullableAttribute(byte[] flags) { }
}

public sealed class NullableContextAttribute(byte flag) : Attribute
{
    public byte Flag { get; } = flag;
}

public sealed class NullablePublicOnlyAttribute(bool includesInternals) : Attribute
{
    public bool IncludesInternals { get; } = includesInternals;
}

public sealed class TupleElementNamesAttribute(string?[] transformNames) : Attribute
{
    public string?[] TransformNames { get; } = transformNames;
}

public sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
    public bool IsOptional { get; init; }
}

public sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}

public sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
{
    public Type BuilderType { get; } = builderType;
    public string MethodName { get; } = methodName;
}

public sealed class IndexerNameAttribute(string indexerName) : Attribute
{
    public string IndexerName { get; } = indexerName;
}

// Interpolated strings and what a callee learns about its caller.

public sealed class InterpolatedStringHandlerAttribute : Attribute { }

public sealed class InterpolatedStringHandlerArgumentAttribute : Attribute
{
    public InterpolatedStringHandlerArgumentAttribute(string argument) => Arguments = [argument];
    public InterpolatedStringHandlerArgumentAttribute(params string[] arguments) => Arguments = arguments;

    public string[] Arguments { get; }
}

public sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
{
    public string ParameterName { get; } = parameterName;
}

public sealed class CallerFilePathAttribute : Attribute { }
public sealed class CallerLineNumberAttribute : Attribute { }
public sealed class CallerMemberNameAttribute : Attribute { }
