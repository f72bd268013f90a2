namespace System.Runtime.CompilerServices;

/// <summary>Makes a call through an unmanaged function pointer a plain call of the platform's calling convention.</summary>
public class CallConvSuppressGCTransition;
