namespace System;

public abstract class Attribute { }

[Flags]
public enum AttributeTargets
{
    Assembly = 1, Module = 2, Class = 4, Struct = 8, Enum = 16, Constructor = 32, Method = 64, Property = 128,
    Field = 256, Event = 512, Interface = 1024, Parameter = 2048, Delegate = 4096, ReturnValue = 8192,
    GenericParameter = 16384, All = 32767,
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class AttributeUsageAttribute(AttributeTargets validOn) : Attribute
{
    public AttributeTargets ValidOn { get; } = validOn;
    public bool AllowMultiple { get; set; }
    public bool Inherited { get; set; }
}

[AttributeUsage(AttributeTargets.Enum)] public sealed class FlagsAttribute : Attribute { }
[AttributeUsage(AttributeTargets.Parameter)] public sealed class ParamArrayAttribute : Attribute { }
[AttributeUsage(AttributeTargets.All)]
public sealed class ObsoleteAttribute : Attribute
{
    public ObsoleteAttribute() { }
    public ObsoleteAttribute(string? message) { }
    public ObsoleteAttribute(string? message, bool error) { }
    public string? DiagnosticId { get; set; }
    public string? UrlFormat { get; set; }
}
