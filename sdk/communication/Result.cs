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
