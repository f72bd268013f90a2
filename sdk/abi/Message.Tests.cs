using System.Runtime.InteropServices;

namespace Diesis.Abi;

public sealed class MessageTests
{
    /// <summary>The stubs in <c>sdk/library/native</c> go by these.</summary>
    [Theory]
    [InlineData(0, nameof(Message.Label))]
    [InlineData(8, nameof(Message.Word0))]
    [InlineData(48, nameof(Message.Word5))]
    [InlineData(56, nameof(Message.Handle0))]
    [InlineData(80, nameof(Message.Handle3))]
    [InlineData(88, nameof(Message.Badge))]
    [InlineData(96, nameof(Message.Info))]
    public void FieldsLieWhereTheStubsLookForThem(int offset, string field)
        => Assert.Equal(offset, (int)Marshal.OffsetOf<Message>(field));

    [Fact]
    public void HandlesAreCountedAndSayHowTheyGo()
    {
        Message message = default;
        Assert.True(message.Info.IsPlain);
        Assert.True(message.TryAdd(new Handle(7), HandlePassing.Clone));
        Assert.True(message.TryAdd(new Handle(8), HandlePassing.Move));
        Assert.True(message.TryAdd(new Handle(9), HandlePassing.Weak));
        Assert.Equal((7UL, 8UL, 9UL), (message.Handle0.Value, message.Handle1.Value, message.Handle2.Value));
        Assert.Equal(3, message.Info.HandleCount);
        Assert.Equal([HandlePassing.Clone, HandlePassing.Move, HandlePassing.Weak], Enumerable.Range(0, 3).Select(message.Info.PassingOf));
        Assert.True(message.Info.IsValid);
    }

    [Fact]
    public void ADeadlineTakesThePlaceOfTheLastHandle()
    {
        Message message = default;
        for (ulong i = 1; i <= 3; i++) Assert.True(message.TryAdd(new Handle(i), HandlePassing.Move));
        Assert.True(message.TrySetDeadline(1234));
        Assert.Equal(1234UL, message.Handle3.Value);
        Assert.True(message.Info is { HasDeadline: true, IsValid: true });
        Assert.False(message.TryAdd(new Handle(4), HandlePassing.Move));
    }

    [Fact]
    public void AMessageSaysWhetherHandlesMayCome()
    {
        MessageInfo info = default(MessageInfo).Accepting();
        Assert.True(info is { AcceptsHandles: true, IsValid: true, IsPlain: false });
        Assert.False(default(MessageInfo).AcceptsHandles);
    }

    [Fact]
    public void AFullMessageTakesNoMore()
    {
        Message message = default;
        for (ulong i = 1; i <= 4; i++) Assert.True(message.TryAdd(new Handle(i), HandlePassing.Move));
        Assert.False(message.TryAdd(new Handle(5), HandlePassing.Move));
        Assert.False(message.TrySetDeadline(1));
        Assert.Equal(4, message.Info.HandleCount);
    }

    [Theory]
    [InlineData(1UL << 21)]
    [InlineData(5UL << 8)]
    [InlineData(4UL << 8 | 1UL << 19)]
    [InlineData(1UL << 63)]
    public void BitsWithoutMeaningAreSeen(ulong bits) => Assert.False(new MessageInfo(bits).IsValid);
}
