namespace System;

public abstract partial class ValueType { }
