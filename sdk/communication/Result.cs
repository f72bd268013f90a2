using System;
using Diesis.Abi;

namespace Diesis.Communication;

/// <summary>What a call gave, or why it gave nothing.</summary>
public readonly struct Result<T>
{
    private readonly T _value;

    public Result(T value)
    {
        _value = value;
        Status = Status.Ok;
    }

    public Result(Status failure)
    {
        _value = default!;
        Status = failure;
    }

    public Status Status { get; }
    public bool IsOk => Status == Status.Ok;

    /// <summary>Means something only if <see cref="IsOk"/>.</summary>
    public T Value => _value;

    public bool TryGet(out T value)
    {
        value = _value;
        return IsOk;
    }

    public static implicit operator Result<T>(T value) => new(value);
    public static implicit operator Result<T>(Status failure) => new(failure);
}

/// <summary>What a call gave, or the reason of the service's own why it gave nothing, or why the call could not be made.</summary>
public readonly struct Result<T, TError> where TError : unmanaged, Enum
{
    private readonly T _value;

    public Result(T value)
    {
        _value = value;
        Status = Status.Ok;
        HasError = false;
        Error = default;
    }

    public Result(TError error)
    {
        _value = default!;
        Status = Status.Ok;
        HasError = true;
        Error = error;
    }

    public Result(Status failure)
    {
        _value = default!;
        Status = failure;
        HasError = false;
        Error = default;
    }

    /// <summary>Whether the call got there and back; then there is a value or an error.</summary>
    public Status Status { get; }

    public bool HasError { get; }

    /// <summary>Means something only if <see cref="HasError"/>.</summary>
    public TError Error { get; }

    public bool IsOk => Status == Status.Ok && !HasError;

    /// <summary>Means something only if <see cref="IsOk"/>.</summary>
    public T Value => _value;

    public bool TryGet(out T value)
    {
        value = _value;
        return IsOk;
    }

    /// <summary>The same failure, in the place of another value.</summary>
    public Result<TOther, TError> Failed<TOther>() => HasError ? new(Error) : new(Status);

    /// <summary>As a reply's label has it.</summary>
    public Status Answer => HasError ? ErrorAnswer.Of((uint)EnumBits.Of(Error)) : Status;

    public static implicit operator Result<T, TError>(T value) => new(value);
    public static implicit operator Result<T, TError>(TError error) => new(error);
    public static implicit operator Result<T, TError>(Status failure) => new(failure);
}

/// <summary>How an error of a contract's own goes in the place of a status: with the highest bit, which no status has.</summary>
public static class ErrorAnswer
{
    private const uint Bit = 1u << 31;

    public static Status Of(uint error) => (Status)(error | Bit);

    public static bool Is(Status status, out uint error)
    {
        error = (uint)status & ~Bit;
        return ((uint)status & Bit) != 0;
    }
}
