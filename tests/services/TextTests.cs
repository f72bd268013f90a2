using Diesis.Abi;
using Diesis.Contracts;
using Diesis.Local;

namespace Diesis.Tests.Services;

/// <summary>Text, which takes a heap on both sides.</summary>
[Contract]
public interface IText
{
    Status Shout([MaxLength(50)] string text, [MaxLength(100)] out string shouted);

    [return: MaxLength(20)]
    Communication.Result<string> Name(int number);
}

internal sealed class TextService : IText
{
    public Status Shout(string text, out string shouted)
    {
        shouted = text.ToUpperInvariant() + "!";
        return Status.Ok;
    }

    public Communication.Result<string> Name(int number) => number switch
    {
        1 => "one",
        2 => new string('x', 21),
        _ => Status.OutOfRange,
    };
}

public sealed class TextTests : IDisposable
{
    private readonly LocalServer _server = LocalServer.Start<TextDispatcher<TextService>, TextService>(new TextService());
    private readonly TextClient _client;

    public TextTests() => Assert.Equal(Status.Ok, TextClient.Connect(_server.Offer(), out _client));

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void TextGoesThereAndBack()
    {
        Assert.Equal(Status.Ok, _client.Shout("gr\u00fc\u00dfe \ud83d\ude00 \ud83d", out string shouted));
        Assert.Equal("GR\u00dc\u00dfE \ud83d\ude00 \ud83d!", shouted);
        Assert.Equal(Status.Ok, _client.Shout("", out shouted));
        Assert.Equal("!", shouted);
        Assert.Equal("one", _client.Name(1).Value);
    }

    [Fact]
    public void TextThatIsTooLongIsRefusedOnEitherSide()
    {
        Assert.Equal(Status.BadArgument, _client.Shout(new string('x', 51), out _));
        Assert.Equal(Status.OutOfRange, _client.Name(2).Status);
    }
}
