namespace System;

/// <summary>A static field of which each thread has its own.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ThreadStaticAttribute : Attribute;
