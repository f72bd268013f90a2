using Diesis.Abi;
using Diesis.Contracts;
using Diesis.Local;

namespace Diesis.Tests.Services;

public enum Reason : byte { TooSmall, TooLarge = 7 }

public struct Entry
{
    public long Number;
    public ulong Choice;
    public Reason Reason;
    public bool IsSo;
    public short Half;
    public int Zero;
}

/// <summary>What takes a heap on both sides: text, arrays. And reasons of a service's own.</summary>
[Contract]
public interface IText
{
    Status Shout([MaxLength(50)] string text, [MaxLength(100)] out string shouted);

    [return: MaxLength(20)]
    Communication.Result<string> Name(int number);

    Status Sort([MaxLength(30)] Entry[] entries, [MaxLength(30)] out Entry[] sorted);

    [return: MaxLength(10)]
    ValueTask<Communication.Result<int[]>> Count(int to, [MaxLength(5)] int[] without);

    Communication.Result<int, Reason> Root(int square);

    [return: MaxLength(4)]
    ValueTask<Communication.Result<string, Reason>> RootName(int square);
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

    public Status Sort(Entry[] entries, out Entry[] sorted)
    {
        sorted = [.. entries.OrderBy(entry => entry.Number)];
        return Status.Ok;
    }

    public async ValueTask<Communication.Result<int[]>> Count(int to, int[] without)
    {
        await Task.Yield();
        return to < 0 ? Status.OutOfRange : Enumerable.Range(1, to).Except(without).ToArray();
    }

    public Communication.Result<int, Reason> Root(int square) => square switch
    {
        < 0 => Reason.TooSmall,
        > 100 => Reason.TooLarge,
        50 => Status.BadState,
        51 => (Reason)3,
        _ => (int)Math.Sqrt(square),
    };

    public async ValueTask<Communication.Result<string, Reason>> RootName(int square)
    {
        await Task.Yield();
        return square < 0 ? Reason.TooSmall : square == 4 ? "two" : Status.NotSupported;
    }
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
    public async Task ArraysGoThereAndBack()
    {
        Entry one = new() { Number = 5, Reason = Reason.TooLarge, IsSo = true, Half = -3 }, other = new() { Number = -5, Choice = ulong.MaxValue };
        Assert.Equal(Status.Ok, _client.Sort([one, other], out Entry[] sorted));
        Assert.Equal([other, one], sorted);
        Assert.Equal(Status.Ok, _client.Sort([], out sorted));
        Assert.Empty(sorted);
        int[] odd = (await _client.Count(5, [2, 4])).Value;
        Assert.Equal([1, 3, 5], odd);
        Assert.Equal(Status.OutOfRange, (await _client.Count(-1, [])).Status);
    }

    [Fact]
    public async Task ArraysThatAreTooLongOrWrongAreRefused()
    {
        Assert.Equal(Status.BadArgument, _client.Sort(new Entry[31], out _));
        Assert.Equal(Status.OutOfRange, (await _client.Count(11, [])).Status);
        Assert.Equal(Status.BadMessage, _client.Sort([new() { Reason = (Reason)1 }], out _));
    }

    [Fact]
    public async Task AServiceHasReasonsOfItsOwn()
    {
        Assert.Equal(7, _client.Root(49).Value);
        Communication.Result<int, Reason> refused = _client.Root(-1);
        Assert.Equal((Status.Ok, false, true, Reason.TooSmall), (refused.Status, refused.IsOk, refused.HasError, refused.Error));
        Assert.Equal(Reason.TooLarge, _client.Root(101).Error);
        Assert.False(_client.Root(50).HasError);
        Assert.Equal(Status.BadState, _client.Root(50).Status);
        Assert.Equal(Status.BadMessage, _client.Root(51).Status);
        Assert.Equal("two", (await _client.RootName(4)).Value);
        Assert.Equal(Reason.TooSmall, (await _client.RootName(-4)).Error);
        Assert.Equal(Status.NotSupported, (await _client.RootName(5)).Status);
    }

    [Fact]
    public void TextThatIsTooLongIsRefusedOnEitherSide()
    {
        Assert.Equal(Status.BadArgument, _client.Shout(new string('x', 51), out _));
        Assert.Equal(Status.OutOfRange, _client.Name(2).Status);
    }
}
