namespace System;

public delegate TOutput Converter<in TInput, out TOutput>(TInput input)
    where TInput : allows ref struct where TOutput : allows ref struct;
