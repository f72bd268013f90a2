namespace System.Runtime.CompilerServices;

/// <summary>The compiler asks for this type when a record has <c>init</c> members; netstandard2.0 has none.</summary>
internal static class IsExternalInit;
