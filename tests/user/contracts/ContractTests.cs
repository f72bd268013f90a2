using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Tests.Framework;
using Diesis.Tests.Contracts;

namespace Diesis.Tests.User;

/// <summary>A service in another process, without a heap on either side.</summary>
internal static unsafe class ContractTests
{
    private const ulong Badge = 42;

    private static ulong Serve(ulong none)
    {
        Sample service = default;
        return (ulong)SampleServer.Run(World.Claim<Endpoint>(ChildStart.Current.Gift0.Value), ref service);
    }

    /// <summary>A server in a process of its own on a core, and a conversation with it.</summary>
    private static bool TryBegin(ref Test test, int core, out ChildProcess server, out Handle<Endpoint> at, out SampleClient client)
    {
        server = default;
        at = default;
        client = default;
        Handle<MemoryBudget> budget = core == 0 ? World.Budget : Startup.Block.Budgets[core];
        Handle<SchedulingContext> time = core == 0 ? World.Time : Startup.Block.Times[core];
        if (!test.Ok(Kernel.CreateEndpoint(budget, out Handle<Endpoint> endpoint))) return false;
        if (!test.Ok(server.Make(budget, time, 8 << 20, Worker.UsualPriority))) return false;
        bool isStarted = test.Ok(server.GiveFirst(endpoint, Rights.All)) && test.Ok(server.Start(&Serve, 0));
        isStarted = isStarted && test.Ok(Kernel.Clone(endpoint, Rights.Call, Badge, out Handle badged)) && Keep(badged, out at);
        // Only the server's own handle is left, so that its end is noticed.
        test.Ok(Kernel.Release(endpoint));
        return isStarted && test.Ok(SampleClient.Connect(at, out client));
    }

    private static bool Keep(Handle handle, out Handle<Endpoint> kept)
    {
        kept = new(handle);
        return true;
    }

    private static void End(ref Test test, in ChildProcess server, Handle<Endpoint> at, SampleClient client)
    {
        client.Dispose();
        test.Ok(Kernel.Release(at));
        server.Release();
    }

    [UserTest]
    public static void AServiceInAnotherProcessAnswers(ref Test test)
    {
        if (!TryBegin(ref test, 0, out ChildProcess server, out Handle<Endpoint> at, out SampleClient client)) return;
        MakeCalls(ref test, client);
        End(ref test, in server, at, client);
    }

    [UserTest]
    public static void AServiceOnAnotherCoreAnswers(ref Test test)
    {
        if (Startup.Block.CoreCount < 2) return;
        if (!TryBegin(ref test, 1, out ChildProcess server, out Handle<Endpoint> at, out SampleClient client)) return;
        MakeCalls(ref test, client);
        End(ref test, in server, at, client);
    }

    private static void MakeCalls(ref Test test, SampleClient client)
    {
        test.Ok(client.Add(-3, 5, out int sum));
        test.Equal(2L, sum);
        test.Ok(client.WhoAmI(out ulong badge));
        test.Equal(Badge, badge);
        test.Status(Status.OutOfRange, client.Negate(long.MinValue).Status);

        Small small = new() { Number = 7, Half = -2, Choice = Sparse.Minus, IsSo = true, Dense = Dense.C, Last = 255 };
        Large large = new() { First = small, Second = small, Third = small, Sum = 9 };
        large.Third.Number = 33;
        test.Ok(client.Records(small, in large, out Large changed, out Small back));
        test.Equal(10UL, changed.Sum);
        test.Equal(33L, back.Number);

        Span<byte> bytes = stackalloc byte[1000], reversed = stackalloc byte[1000];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)i;
        test.Ok(client.Reverse(bytes, reversed));
        for (int i = 0; i < bytes.Length; i++) if (!test.Require(reversed[999 - i] == (byte)i)) return;

        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> notification));
        test.Ok(client.ShareNotification(notification, 0x30));
        test.Ok(Kernel.Wait(notification, 0, out ulong bits));
        test.Equal(0x30UL, bits);
        test.Ok(client.KeepLent(notification));
        test.Ok(client.TakeNotification(notification));
        test.Status(Status.BadHandle, Kernel.Release(notification));
        test.Status(Status.BadHandle, client.TakeNotification(default));

        if (test.Ok(client.MakeNotification(out Handle<Notification> made, out uint number)))
        {
            test.Equal(77UL, number);
            test.Ok(Kernel.Wait(made, 0, out bits));
            test.Equal(4UL, bits);
            test.Ok(Kernel.Release(made));
        }

        test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory));
        test.Ok(client.FillMemory(new(memory, 100, 3), 0xEE));
        ulong word = 0;
        test.Ok(Kernel.ReadMemory(memory, 99, World.BytesOf(ref word)));
        test.Equal(0xEEEEEE00UL, word);
        test.Ok(Kernel.Release(memory));
    }

    [UserTest]
    public static void ACallThatTakesTooLongEnds(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out Handle<Endpoint> endpoint));
        test.Ok(Kernel.Clone(endpoint, Rights.Call, Badge, out Handle at));
        Worker server = default;
        if (!test.Ok(server.Start(&GreetAndSleep, endpoint.Value))) return;
        if (!test.Ok(SampleClient.Connect(new(at), out SampleClient client))) return;
        test.Status(Status.TimedOut, client.Within(World.Millisecond).Nothing());
        test.Status(Status.TimedOut, client.Within(World.Millisecond).Add(1, 2, out _));
        test.Ok(server.AwaitEnd());
        // Nobody is there who would answer: a conversation that ends does not wait for that, either.
        client.Dispose();
    }

    /// <summary>Begins a conversation, and then does nothing for a while.</summary>
    private static void GreetAndSleep(ulong endpoint)
    {
        Message message = default;
        message.Info = default(MessageInfo).Accepting();
        Handle<Endpoint> from = World.Claim<Endpoint>(endpoint);
        if (Kernel.Receive(from, ref message) != Status.Ok || Kernel.Clone(from, Rights.Call | Rights.Transfer, 7, out Handle own) != Status.Ok) return;
        message = default;
        _ = message.TryAdd(own, HandlePassing.Move);
        _ = Kernel.Reply(default, ref message);
        World.Sleep(20 * World.Millisecond);
    }

    [UserTest]
    public static void TheEndOfAServerIsAnError(ref Test test)
    {
        if (!TryBegin(ref test, 0, out ChildProcess server, out Handle<Endpoint> at, out SampleClient client)) return;
        test.Ok(Kernel.EndProcess(server.Process, 0));
        test.Ok(server.AwaitEnd());
        test.Status(Status.PeerClosed, client.Nothing());
        test.Status(Status.PeerClosed, client.TakeNotification(Samples.Of<Notification>()));
        End(ref test, in server, at, client);
    }

    [UserTest]
    public static void AnotherContractIsRefused(ref Test test)
    {
        if (!TryBegin(ref test, 0, out ChildProcess server, out Handle<Endpoint> at, out SampleClient client)) return;
        test.Status(Status.NotSupported, Connection.Open(at, SampleContract.ExpectedHash + 1, SampleContract.MostBufferBytes, 1, out _));
        test.Status(Status.BadMessage, Connection.Open(at, SampleContract.ExpectedHash, 8, 1, out _));
        test.Ok(client.Nothing());
        End(ref test, in server, at, client);
    }

    /// <summary>Random messages in a conversation that began as it should; beside it another goes on.</summary>
    [UserTest]
    public static void NothingThatAClientSendsBreaksAServer(ref Test test)
    {
        const int messages = 20_000;
        if (!TryBegin(ref test, 0, out ChildProcess server, out Handle<Endpoint> at, out SampleClient client)) return;
        if (!test.Ok(SampleClient.Connect(at, out SampleClient hostile))) return;
        FuzzRandom random = new(1);
        for (int i = 0; i < messages && !test.HasFailed; i++)
        {
            SendRandom(ref random, i % 8 == 0 ? at : hostile.Connection.Endpoint);
            if (i % 64 != 0) continue;
            TestProcess.Beat();
            test.Ok(client.Add(i, 1, out int sum));
            test.Equal((long)i + 1, sum);
        }
        hostile.Dispose();
        End(ref test, in server, at, client);
    }

    private static void SendRandom(ref FuzzRandom random, Handle<Endpoint> to)
    {
        Message message = new()
        {
            Label = random.OneIn(8) ? random.Next() : random.Below(RequestLabel.FirstMethod + 20) | (random.OneIn(4) ? random.Below(4) << 24 : 0),
            Word0 = Word(ref random), Word1 = Word(ref random), Word2 = Word(ref random), Word3 = Word(ref random), Word4 = Word(ref random), Word5 = Word(ref random),
        };
        // The conversation is to go on.
        if ((message.Label & 0xFFFF) == RequestLabel.Close) message.Label = RequestLabel.FirstMethod;
        for (ulong handles = random.OneIn(2) ? 0 : random.Below(4); handles > 0; handles--)
        {
            Handle sample = random.Below(3) switch
            {
                0 => Samples.Of<Notification>(),
                1 => Samples.Of<Endpoint>(),
                _ => Startup.Block.Process,
            };
            Rights rights = random.OneIn(4) ? Rights.Transfer : Rights.Transfer | Rights.Signal | Rights.Wait | Rights.Inspect;
            if (sample.Value != Startup.Block.Process.Value) rights &= ~Rights.Inspect;
            if (Kernel.Clone(sample, rights, 0, out Handle clone) == Status.Ok) _ = message.TryAdd(clone, HandlePassing.Move);
        }
        if (random.OneIn(2)) message.Info = message.Info.Accepting();
        SentHandles sent = new(in message);
        if (Kernel.Call(to, ref message) != Status.Ok) Handles.ReleaseUnsent(in sent);
        Handles.ReleaseReceived(ref message);
    }

    private static ulong Word(ref FuzzRandom random) => random.Below(4) switch
    {
        0 => random.Next(),
        1 => random.Below(2000),
        2 => ulong.MaxValue - random.Below(3),
        _ => random.Below(3),
    };
}
