using System.Reflection;
using System.Runtime.CompilerServices;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Kernel.Intercore;

public unsafe class InboxTests
{
    private static readonly CoreNumber[] Senders = [new(0), new(1), new(2)];

    [Fact]
    public void MessagesComeOutAsTheyWentIn()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            using var hardware = SimulatedHardware.Alone(1 << 20);
            Inbox inbox = InboxOf(hardware, Senders.Length);
            var model = new Queue<ulong>[] { new(), new(), new() };
            var sent = new ulong[Senders.Length];
            var random = new SeededRandom(seed);
            for (int step = 0; step < 500; step++)
            {
                CoreNumber sender = Senders[random.Below(Senders.Length)];
                Queue<ulong> queue = model[sender.Value];
                Assert.Equal(queue.Count > 0, inbox.HasNews(sender));
                Assert.Equal(queue.Count < Inbox.Slots, inbox.HasRoom(sender, sent[sender.Value]));
                if (random.OneIn(2) && queue.Count < Inbox.Slots)
                {
                    ulong number = random.Next();
                    inbox.Put(sender, sent[sender.Value]++, new Ping(number));
                    queue.Enqueue(number);
                }
                else if (queue.TryDequeue(out ulong expected))
                {
                    Message message = inbox.Take(sender);
                    Assert.Equal(MessageKind.Ping, message.Kind);
                    Assert.Equal(expected, message.As<Ping>().Number);
                }
            }
        }
    }

    [Theory]
    [InlineData(1), InlineData(7), InlineData(8), InlineData(9), InlineData(256)]
    public void NoTwoPartsOverlapAndTheLastByteIsInside(int cores)
    {
        using var hardware = SimulatedHardware.Alone(1 << 20);
        Inbox inbox = InboxOf(hardware, cores);
        for (int core = 0; core < cores; core++)
        {
            for (ulong i = 0; i < Inbox.Slots; i++) inbox.Put(new CoreNumber(core), i, new Ping((ulong)core << 32 | i));
        }
        for (int core = 0; core < cores; core++)
        {
            for (ulong i = 0; i < Inbox.Slots; i++) Assert.Equal((ulong)core << 32 | i, inbox.Take(new CoreNumber(core)).As<Ping>().Number);
            Assert.False(inbox.HasNews(new CoreNumber(core)));
        }
        Assert.Equal(0, *hardware.Memory.At(new PhysicalAddress(Start + Inbox.BytesFor(cores))));
    }

    [Fact]
    public void AMessageIsOneCacheLine() => Assert.Equal(Message.Bytes, sizeof(Message));

    [Fact]
    public void WhatCoresSayOfThemselvesSharesNoLine() => Assert.Equal(128, sizeof(CoreNotice));

    /// <summary>Contents fit, hold no references, and a request has the even number before its reply's.</summary>
    [Fact]
    public void EveryKindOfMessageIsWellFormed()
    {
        foreach (Type type in typeof(Message).Assembly.GetTypes().Where(type => type.IsValueType && type.IsAssignableTo(typeof(IMessage))))
        {
            typeof(InboxTests).GetMethod(nameof(CheckContent), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type).Invoke(null, null);
            foreach (Type request in type.GetInterfaces().Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequest<>)))
                Assert.Equal(KindOf(type) | MessageKind.Reply, KindOf(request.GenericTypeArguments[0]));
        }
    }

    private static MessageKind KindOf(Type type) => (MessageKind)type.GetProperty(nameof(IMessage.Kind))!.GetValue(null)!;

    private static void CheckContent<T>() where T : struct, IMessage
    {
        Assert.InRange(Unsafe.SizeOf<T>(), 0, Message.Bytes - sizeof(MessageKind));
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }

    private const ulong Start = 0x1000;

    private static Inbox InboxOf(SimulatedHardware hardware, int cores) => new(hardware.Memory.At(new PhysicalAddress(Start)), cores);
}
