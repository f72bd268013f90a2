namespace System;

/// <summary>Named by the compiler. Nothing throws: a bug ends the program, an expected error is a value.</summary>
public class Exception { }
