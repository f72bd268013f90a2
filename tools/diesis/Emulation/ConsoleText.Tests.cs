namespace Diesis.Tools.Emulation;

public sealed class ConsoleTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[2J\u001b[01;01H\u001b[=3hBdsDxe\r", "BdsDxe")]
    [InlineData("\u001b[0;32m[test] pass A\u001b[m", "[test] pass A")]
    [InlineData("a\u0000b\u0007c", "abc")]
    public void EscapeSequencesGo(string raw, string clean) => Assert.Equal(clean, ConsoleText.Clean(raw));
}
