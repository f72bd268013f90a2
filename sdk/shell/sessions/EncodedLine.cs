using System;
using System.Text;

namespace Diesis.Shell.Sessions;

/// <summary>
/// A line as one word of a command line, whose words have no blanks in them: <c>exec=files(%22/%22)</c>. UTF-8, of which everything but letters, digits and some signs is written as RFC 3986's "percent-encoded" octets (2.1).
/// </summary>
public static class EncodedLine
{
    private const string Prefix = "exec=";

    /// <summary>Nothing that a loader's configuration gives a meaning to: GRUB's has variables, quotes and commands one after the other.</summary>
    private const string Plain = "-._/,()+=:";

    public static string Encode(string line)
    {
        StringBuilder word = new(Prefix);
        foreach (byte octet in Encoding.UTF8.GetBytes(line))
        {
            char character = (char)octet;
            if (char.IsAsciiLetterOrDigit(character) || Plain.Contains(character)) word.Append(character);
            else word.Append('%').Append(octet.ToString("X2"));
        }
        return word.ToString();
    }

    /// <returns>False for a word that is none; octets that are no hexadecimal numbers stay as they are.</returns>
    public static bool TryDecode(string word, out string line)
    {
        line = "";
        if (!word.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        byte[] octets = Encoding.UTF8.GetBytes(word);
        int length = 0;
        for (int at = Prefix.Length; at < octets.Length; at++)
        {
            byte octet = octets[at];
            bool isEncoded = octet == '%' && at + 2 < octets.Length && char.IsAsciiHexDigit((char)octets[at + 1]) && char.IsAsciiHexDigit((char)octets[at + 2]);
            if (isEncoded)
            {
                octet = (byte)(DigitOf(octets[at + 1]) << 4 | DigitOf(octets[at + 2]));
                at += 2;
            }
            octets[length++] = octet;
        }
        line = Encoding.UTF8.GetString(octets.AsSpan(0, length));
        return true;
    }

    private static int DigitOf(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
