namespace Diesis.Contracts.Input;

/// <summary>In which direction a pointer moves, or a wheel turns.</summary>
public enum InputAxis : ushort
{
    X,
    Y,
    Wheel,
}
