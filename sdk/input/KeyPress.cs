using Diesis.Contracts.Input;

namespace Diesis.Input;

/// <summary>A key that was pressed, or repeats, as its layout has it.</summary>
/// <param name="key">By its place; none where the letter was left over from a dead key.</param>
/// <param name="modifiers">Of those that were held, the ones that did not choose the letter; shift always.</param>
/// <param name="letter">What it writes, as a code point; 0 for a key that writes nothing.</param>
public readonly struct KeyPress(KeyCode key, KeyModifiers modifiers, uint letter)
{
    public KeyCode Key { get; } = key;
    public KeyModifiers Modifiers { get; } = modifiers;
    public uint Letter { get; } = letter;

    public bool Has(KeyModifiers modifier) => (Modifiers & modifier) != 0;
}
