namespace System;

/// <summary>
/// A call to be made later. To invoke one is to call <c>_functionPointer</c> with <c>_firstParameter</c> in front of
/// the arguments; the compiler does that, and knows these fields and methods by their names.
/// </summary>
/// <remarks>
/// <para>Over a method of an object: that object, and the method.</para>
/// <para>Over a static method: this delegate itself, and a thunk that takes it off again and goes to
/// <c>_extraFunctionPointerOrData</c>.</para>
/// <para>A <c>static readonly</c> delegate over a static method or a lambda that captures nothing is data of the
/// image: it needs no heap.</para>
/// </remarks>
public abstract partial class Delegate
{
    internal object? _firstParameter;
    internal object? _helperObject;
    internal nint _extraFunctionPointerOrData;
    internal nint _functionPointer;

    /// <summary>Over a method of an object.</summary>
    protected void InitializeClosedInstance(object? firstParameter, nint functionPointer)
    {
        _functionPointer = functionPointer;
        _firstParameter = firstParameter;
    }

    /// <summary>Over a static method.</summary>
    private void InitializeOpenStaticThunk(object? unused, nint functionPointer, nint functionPointerThunk)
    {
        _firstParameter = this;
        _functionPointer = functionPointerThunk;
        _extraFunctionPointerOrData = functionPointer;
    }

    /// <summary>Over a static method whose first argument is given already.</summary>
    private void InitializeClosedStaticThunk(object? firstParameter, nint functionPointer, nint functionPointerThunk)
    {
        _helperObject = firstParameter;
        _firstParameter = this;
        _functionPointer = functionPointerThunk;
        _extraFunctionPointerOrData = functionPointer;
    }
}
