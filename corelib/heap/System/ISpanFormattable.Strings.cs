namespace System;

public partial interface ISpanFormattable : IFormattable { }
