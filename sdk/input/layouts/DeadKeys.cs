namespace Diesis.Input.Layouts;

/// <summary>What dead keys make of the letters that follow them: canonical compositions of Unicode (UnicodeData.txt), of the letters that the layouts have.</summary>
public static class DeadKeys
{
    private const string Letters = "aeiounycAEIOUNYC";

    public static bool IsDead(char letter) => letter is >= '\u0300' and <= '\u0308';

    /// <returns>'\0' when they do not go together.</returns>
    public static char Compose(char mark, char letter)
    {
        if (letter == ' ') return Alone(mark);
        int at = Letters.IndexOf(letter);
        string composed = mark switch
        {
            '\u0300' => "àèìòùǹỳ\0ÀÈÌÒÙǸỲ\0",
            '\u0301' => "áéíóúńýćÁÉÍÓÚŃÝĆ",
            '\u0302' => "âêîôû\0ŷĉÂÊÎÔÛ\0ŶĈ",
            '\u0303' => "ãẽĩõũñỹ\0ÃẼĨÕŨÑỸ\0",
            '\u0308' => "äëïöü\0ÿ\0ÄËÏÖÜ\0Ÿ\0",
            _ => "",
        };
        return at >= 0 && at < composed.Length ? composed[at] : '\0';
    }

    /// <summary>The sign that a mark is by itself.</summary>
    public static char Alone(char mark) => mark switch
    {
        '\u0300' => '`',
        '\u0301' => '´',
        '\u0302' => '^',
        '\u0303' => '~',
        '\u0308' => '¨',
        _ => '\0',
    };
}
