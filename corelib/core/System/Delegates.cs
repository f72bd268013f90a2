// The delegate types of the library.
namespace System;

public delegate void Action();
public delegate void Action<in T>(T value) where T : allows ref struct;
public delegate void Action<in T1, in T2>(T1 first, T2 second)
    where T1 : allows ref struct where T2 : allows ref struct;
public delegate void Action<in T1, in T2, in T3>(T1 first, T2 second, T3 third)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct;

public delegate TResult Func<out TResult>() where TResult : allows ref struct;
public delegate TResult Func<in T, out TResult>(T value)
    where T : allows ref struct where TResult : allows ref struct;
public delegate TResult Func<in T1, in T2, out TResult>(T1 first, T2 second)
    where T1 : allows ref struct where T2 : allows ref struct where TResult : allows ref struct;
public delegate TResult Func<in T1, in T2, in T3, out TResult>(T1 first, T2 second, T3 third)
    where T1 : allows ref struct where T2 : allows ref struct where T3 : allows ref struct
    where TResult : allows ref struct;

public delegate bool Predicate<in T>(T value) where T : allows ref struct;
public delegate int Comparison<in T>(T left, T right) where T : allows ref struct;
