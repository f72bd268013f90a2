using Diesis.Tests;

namespace Diesis.Servers.Fat;

public sealed class NamesTests
{
    [Theory]
    [InlineData("README.TXT", "README  TXT", "README.TXT")]
    [InlineData("readme.txt", "README  TXT", "readme.txt")]
    [InlineData("README.txt", "README  TXT", "README.txt")]
    [InlineData("a", "A          ", "a")]
    [InlineData("12345678.123", "12345678123", "12345678.123")]
    public void NamesThatNeedNoLongOne(string name, string stored, string shown)
    {
        Assert.True(ShortName.TryMake(name, out ShortName result));
        Assert.Equal(stored, string.Concat(result.Bytes.ToArray().Select(value => (char)value)));
        Assert.Equal(shown, result.ToString());
    }

    [Theory]
    [InlineData("ReadMe.txt")]
    [InlineData("123456789")]
    [InlineData("a.html")]
    [InlineData("a.b.c")]
    [InlineData(".profile")]
    [InlineData("a+b")]
    [InlineData("ä")]
    public void NamesThatNeedALongOne(string name) => Assert.False(ShortName.TryMake(name, out _));

    [Theory]
    [InlineData("A long name.text", 1, "ALONGN~1.TEX")]
    [InlineData("A long name.text", 4, "ALONGN~4.TEX")]
    [InlineData(".profile", 1, "PROFIL~1")]
    [InlineData("a+b=c.größe", 2, "A_B_C~2.GR_")]
    public void AliasesOfLongNames(string name, int attempt, string alias) => Assert.Equal(alias, ShortName.MakeAlias(name, attempt).ToString());

    [Fact]
    public void AliasesDifferFromAttemptToAttempt()
    {
        var seen = new HashSet<string>();
        for (int attempt = 1; attempt < 20_000; attempt++) Assert.True(seen.Add(ShortName.MakeAlias("the same name.txt", attempt).ToString()));
    }

    [Fact]
    public void LongNamesComeBackAsTheyWere() => Fuzzing.Run(500, random =>
    {
        string name = string.Concat(Enumerable.Range(0, random.Next(255) + 1).Select(_ => (char)('a' + random.Next(26))));
        LongName gathered = default;
        byte[] slot = new byte[FatSlot.Bytes];
        for (int i = 0; i < LongName.SlotsFor(name); i++)
        {
            LongName.Write(slot, name, i, 77);
            gathered.Add(slot);
        }
        Assert.Equal(LongName.SlotsFor(name), gathered.Parts);
        Assert.False(gathered.TryGet(78, out _));
        Assert.True(gathered.TryGet(77, out string result));
        Assert.Equal(name, result);
    });

    [Theory]
    [InlineData("straße", "STRAßE")]
    [InlineData("größe ÿ", "GRÖßE Ÿ")]
    [InlineData("žluťoučký kůň", "ŽLUŤOUČKÝ KŮŇ")]
    [InlineData("ελληνικα", "ΕΛΛΗΝΙΚΑ")]
    [InlineData("привет ёж", "ПРИВЕТ ЁЖ")]
    public void LargeAndSmallLettersAreTheSame(string one, string other)
    {
        Assert.True(NameFolding.Comparer.Equals(one, other));
        Assert.Equal(NameFolding.Comparer.GetHashCode(one), NameFolding.Comparer.GetHashCode(other));
        Assert.False(NameFolding.Comparer.Equals(one, one + "x"));
    }

    [Theory]
    [InlineData("1980-01-01 00:00:00")]
    [InlineData("2026-11-30 23:59:58")]
    [InlineData("2107-12-31 12:00:02")]
    public void TimesComeBackAsTheyWere(string text)
    {
        DateTime time = DateTime.Parse(text);
        Assert.True(FatTime.From(time).TryGet(out DateTime result));
        Assert.Equal(time, result);
    }

    [Fact]
    public void TimesThatAreNoneAreNotShown()
    {
        Assert.False(new FatTime(0, 0).TryGet(out _));
        Assert.False(new FatTime(0xFFFF, 0xFFFF).TryGet(out _));
        Assert.Equal(new FatTime(0x21, 0), FatTime.From(new(1970, 1, 1)));
    }
}
