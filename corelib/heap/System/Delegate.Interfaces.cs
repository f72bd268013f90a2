using System.Runtime;

namespace System;

public abstract partial class Delegate
{
    /// <summary>Over a method of an interface that an object implements: found when the delegate is made.</summary>
    private void InitializeClosedInstanceToInterface(object? firstParameter, nint dispatchCell)
    {
        _functionPointer = InterfaceDispatch.Resolve(firstParameter, dispatchCell);
        _firstParameter = firstParameter;
    }
}
