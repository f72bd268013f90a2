namespace Diesis.Contracts.Input;

/// <summary>What an <see cref="InputEvent"/> tells.</summary>
public enum InputKind : ushort
{
    None,

    /// <summary>A key: the code is a <see cref="KeyCode"/>, the value 1 when it goes down, 2 when it is held and repeats, 0 when it goes up.</summary>
    Key,

    /// <summary>A pointer was moved: the code is an <see cref="InputAxis"/>, the value how far, right and down and towards who turns the wheel being positive.</summary>
    Motion,

    /// <summary>A button of a pointer: the code counts from 0, left, right, middle; the value is 1 when it goes down, 0 when it goes up.</summary>
    Button,

    /// <summary>A pointer is somewhere: the code is an <see cref="InputAxis"/>, the value from 0 at the left or the top to 65,535.</summary>
    Position,

    /// <summary>Events were lost: nobody knows which keys and buttons are down.</summary>
    Lost,
}
