using Internal.Runtime;

namespace System.Runtime.InteropServices;

/// <summary>Objects that decide at run time what they implement: none, but the compiler wants the type.</summary>
public unsafe interface IDynamicInterfaceCastable
{
    bool IsInterfaceImplemented(RuntimeTypeHandle interfaceType, bool throwIfNotImplemented);
    RuntimeTypeHandle GetInterfaceImplementation(RuntimeTypeHandle interfaceType);

    internal static nint GetDynamicInterfaceImplementation(
        IDynamicInterfaceCastable instance, MethodTable* type, ushort slot) => 0;
}
