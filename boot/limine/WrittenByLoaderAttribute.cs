using System;

namespace Diesis.Boot.Limine;

/// <summary>Marks the only kind of mutable static that the kernel may have: the loader writes it before the kernel runs, nobody after.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class WrittenByLoaderAttribute : Attribute;
