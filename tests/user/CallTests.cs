using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Call, receive, reply between threads of one process.</summary>
internal static unsafe class CallTests
{
    private const ulong Stop = 0xFFFF;

    private static Handle<Endpoint> _endpoint;
    private static Message _message;
    private static Status _status;
    private static ulong _count;

    [UserTest]
    public static void WordsGoThereAndBack(ref Test test)
    {
        if (!TryServe(ref test, &Echo, out Worker server)) return;
        Message message = new() { Label = 7, Word0 = 10, Word1 = 11, Word2 = 12, Word3 = 13, Word4 = 14, Word5 = 15 };
        test.Ok(Kernel.Call(_endpoint, ref message));
        test.Equal(8UL, message.Label);
        test.Equal(11UL, message.Word0);
        test.Equal(12UL, message.Word1);
        test.Equal(13UL, message.Word2);
        test.Equal(14UL, message.Word3);
        test.Equal(15UL, message.Word4);
        test.Equal(16UL, message.Word5);
        test.Equal(0, message.Info.ReceivedHandles);
        End(ref test, server);
    }

    [UserTest]
    public static void AServerThatComesLaterFindsTheCaller(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint));
        Worker caller = default;
        if (!test.Ok(caller.Start(&CallOnce, 0))) return;
        World.Sleep(World.Millisecond);
        Message message = default;
        test.Ok(Kernel.Receive(_endpoint, ref message));
        test.Equal(3UL, message.Label);
        test.Equal(4UL, message.Word0);
        message = new() { Label = 5, Word5 = 6 };
        test.Ok(Kernel.Reply(default, ref message));
        test.Ok(caller.AwaitEnd());
        test.Status(Status.Ok, _status);
        test.Equal(5UL, _message.Label);
        test.Equal(6UL, _message.Word5);
    }

    [UserTest]
    public static void ALabelAloneGoesThereAndBack(ref Test test)
    {
        if (!TryServe(ref test, &Echo, out Worker server)) return;
        ulong label = 41;
        test.Ok(Kernel.Call(_endpoint, ref label));
        test.Equal(42UL, label);
        End(ref test, server);
    }

    [UserTest]
    public static void TheReceiverSeesTheCallersBadge(ref Test test)
    {
        if (!TryServe(ref test, &TellBadge, out Worker server)) return;
        Message message = default;
        test.Ok(Kernel.Call(_endpoint, ref message));
        test.Equal(0UL, message.Word0);
        test.Ok(Kernel.Clone(_endpoint, Rights.Call, 0xBAD6E, out Handle badged));
        test.Ok(Kernel.Call(World.Claim<Endpoint>(badged.Value), ref message));
        test.Equal(0xBAD6EUL, message.Word0);
        End(ref test, server);
    }

    [UserTest]
    public static void ManyCallsAreAnsweredInTurn(ref Test test)
    {
        if (!TryServe(ref test, &Echo, out Worker server)) return;
        for (ulong i = 0; i < 10_000; i++)
        {
            Message message = new() { Label = i, Word3 = i };
            if (!test.Ok(Kernel.Call(_endpoint, ref message))) return;
            if (!test.Require(message.Label == i + 1 && message.Word3 == i + 1)) return;
        }
        End(ref test, server);
    }

    [UserTest]
    public static void SeveralCallersAreServedInTheirOrder(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint));
        Worker one = default, two = default;
        if (!test.Ok(one.Start(&CallAs, 1))) return;
        World.Sleep(World.Millisecond);
        if (!test.Ok(two.Start(&CallAs, 2))) return;
        World.Sleep(World.Millisecond);
        Message message = default;
        test.Ok(Kernel.Receive(_endpoint, ref message));
        test.Equal(1UL, message.Label);
        test.Ok(Kernel.ReplyReceive(_endpoint, ref message));
        test.Equal(2UL, message.Label);
        test.Ok(Kernel.Reply(default, ref message));
        test.Ok(one.AwaitEnd());
        test.Ok(two.AwaitEnd());
        test.Equal(2UL, _count);
    }

    [UserTest]
    public static void AHandleMovesAlong(ref Test test)
    {
        if (!TryServe(ref test, &SignalGift, out Worker server)) return;
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> notification));
        test.Ok(Kernel.Clone(notification, Rights.All, 0, out Handle gift));
        Message message = default;
        test.True(message.TryAdd(gift, HandlePassing.Move));
        test.Ok(Kernel.Call(_endpoint, ref message));
        // Even within one process what was moved has another value, and the old one is gone.
        test.Status(Status.BadHandle, Kernel.Release(gift));
        test.Ok(Kernel.Wait(notification, 0, out ulong bits));
        test.Equal(1UL, bits);
        End(ref test, server);
    }

    [UserTest]
    public static void FourHandlesGoInEveryWay(ref Test test)
    {
        if (!TryServe(ref test, &ReturnGifts, out Worker server)) return;
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> moved));
        Handle<Notification> cloned = Samples.Of<Notification>();
        Handle<Endpoint> weak = Samples.Of<Endpoint>();
        Message message = Accepting();
        test.True(message.TryAdd(moved, HandlePassing.Move));
        test.True(message.TryAdd(cloned, HandlePassing.Clone));
        test.True(message.TryAdd(weak, HandlePassing.Weak));
        test.True(message.TryAdd(Samples.Of<Timer>(), HandlePassing.Clone));
        test.Ok(Kernel.Call(_endpoint, ref message));
        if (!test.Require(message.Info.ReceivedHandles == 4)) return;
        test.Equal((ulong)ObjectType.Notification, (ulong)World.InfoOf(message.Handle0).Type);
        test.Equal((ulong)HandleKind.Strong, (ulong)World.InfoOf(message.Handle1).Kind);
        test.Equal((ulong)ObjectType.Endpoint, (ulong)World.InfoOf(message.Handle2).Type);
        test.Equal((ulong)HandleKind.Weak, (ulong)World.InfoOf(message.Handle2).Kind);
        test.Equal((ulong)ObjectType.Timer, (ulong)World.InfoOf(message.Handle3).Type);
        End(ref test, server);
    }

    [UserTest]
    public static void WhoTakesNoHandlesIsSentNone(ref Test test)
    {
        if (!TryServe(ref test, &Echo, out Worker server)) return;
        Message message = default;
        test.True(message.TryAdd(Samples.Of<Notification>(), HandlePassing.Clone));
        test.Status(Status.NotSupported, Kernel.Call(_endpoint, ref message));
        test.Equal(1UL, World.InfoOf(Samples.Of<Notification>()).References);
        End(ref test, server);
    }

    [UserTest]
    public static void HandlesThatCannotGoStopTheMessage(ref Test test)
    {
        if (!TryServe(ref test, &Echo, out Worker server)) return;
        Message message = default;
        test.True(message.TryAdd(new Handle(0xDEAD_0001), HandlePassing.Move));
        test.Status(Status.BadHandle, Kernel.Call(_endpoint, ref message));

        test.Ok(Kernel.Clone(Samples.Of<Notification>(), Rights.All & ~Rights.Transfer, 0, out Handle bound));
        message = default;
        test.True(message.TryAdd(bound, HandlePassing.Move));
        test.Status(Status.NotPermitted, Kernel.Call(_endpoint, ref message));

        test.Ok(Kernel.Clone(Samples.Of<Notification>(), Rights.All & ~Rights.Clone, 0, out Handle single));
        message = default;
        test.True(message.TryAdd(single, HandlePassing.Clone));
        test.Status(Status.NotPermitted, Kernel.Call(_endpoint, ref message));

        message = default;
        test.True(message.TryAdd(Samples.Of<Notification>(), HandlePassing.Move));
        test.True(message.TryAdd(Samples.Of<Notification>(), HandlePassing.Move));
        test.Status(Status.BadArgument, Kernel.Call(_endpoint, ref message));
        test.Ok(Kernel.Signal(Samples.Of<Notification>(), 1));
        End(ref test, server);
    }

    [UserTest]
    public static void WhatStandsBesideAMessageMustMakeSense(ref Test test)
    {
        for (int bit = 21; bit < 64; bit++)
        {
            Message message = new() { Info = new MessageInfo(1UL << bit) };
            test.Status(Status.BadArgument, Kernel.Call(Samples.Of<Endpoint>(), ref message));
        }
        for (ulong count = 5; count < 8; count++)
        {
            Message message = new() { Info = new MessageInfo(count << 8) };
            test.Status(Status.BadArgument, Kernel.Call(Samples.Of<Endpoint>(), ref message));
        }
    }

    [UserTest]
    public static void ACallEndsAtItsDeadline(ref Test test)
    {
        // Nobody receives.
        Message message = default;
        test.True(message.TrySetDeadline(World.In(2 * World.Millisecond)));
        test.Status(Status.TimedOut, Kernel.Call(Samples.Of<Endpoint>(), ref message));

        // Somebody receives and does not answer.
        if (!TryServe(ref test, &ReceiveOnly, out _)) return;
        message = default;
        test.True(message.TrySetDeadline(World.In(2 * World.Millisecond)));
        test.Status(Status.TimedOut, Kernel.Call(_endpoint, ref message));
    }

    [UserTest]
    public static void AReceiveEndsAtItsDeadline(ref Test test)
    {
        Message message = default;
        test.True(message.TrySetDeadline(World.In(2 * World.Millisecond)));
        test.Status(Status.TimedOut, Kernel.Receive(Samples.Of<Endpoint>(), ref message));
    }

    [UserTest]
    public static void ACallCanBeCancelled(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint));
        Worker caller = default;
        if (!test.Ok(caller.Start(&CallOnce, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.CancelWait(caller.Thread));
        test.Ok(caller.AwaitEnd());
        test.Status(Status.Cancelled, _status);

        // And after it was received; then the reply goes nowhere.
        if (!test.Ok(caller.Start(&CallOnce, 0))) return;
        Message message = default;
        test.Ok(Kernel.Receive(_endpoint, ref message));
        test.Ok(Kernel.CancelWait(caller.Thread));
        test.Ok(caller.AwaitEnd());
        test.Status(Status.Cancelled, _status);
        test.Status(Status.BadState, Kernel.Reply(default, ref message));
    }

    [UserTest]
    public static void AReceiveCanBeCancelled(ref Test test)
    {
        if (!TryServe(ref test, &ReceiveOnly, out Worker server)) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.CancelWait(server.Thread));
        test.Ok(server.AwaitEnd());
        test.Status(Status.Cancelled, _status);
    }

    [UserTest]
    public static void AReplyNeedsACall(ref Test test)
    {
        Message message = default;
        test.Status(Status.BadState, Kernel.Reply(default, ref message));
        test.Status(Status.BadState, Kernel.KeepReply(World.Budget, out Handle<Reply> reply));
        test.True(reply.IsNone);
    }

    [UserTest]
    public static void AReplyCanBeKeptAndGivenLater(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint));
        Worker one = default, two = default;
        Message message = default;
        if (!test.Ok(one.Start(&CallAs, 1))) return;
        test.Ok(Kernel.Receive(_endpoint, ref message));
        test.Ok(Kernel.KeepReply(World.Budget, out Handle<Reply> kept));
        test.Status(Status.BadState, Kernel.KeepReply(World.Budget, out _));
        if (!test.Ok(two.Start(&CallAs, 2))) return;
        test.Ok(Kernel.Receive(_endpoint, ref message));
        test.Equal(2UL, message.Label);
        test.Ok(Kernel.Reply(default, ref message));
        test.Ok(two.AwaitEnd());
        test.Equal(1UL, _count);
        test.Ok(Kernel.Reply(kept, ref message));
        test.Ok(one.AwaitEnd());
        test.Equal(2UL, _count);
        // It was good for one answer.
        test.True(Kernel.Reply(kept, ref message) != Status.Ok);
    }

    [UserTest]
    public static void AKeptReplyThatIsReleasedTellsItsCaller(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint));
        Worker caller = default;
        Message message = default;
        if (!test.Ok(caller.Start(&CallOnce, 0))) return;
        test.Ok(Kernel.Receive(_endpoint, ref message));
        test.Ok(Kernel.KeepReply(World.Budget, out Handle<Reply> kept));
        test.Ok(Kernel.Release(kept));
        test.Ok(caller.AwaitEnd());
        test.Status(Status.PeerClosed, _status);
    }

    [UserTest]
    public static void AReceiveAnswersWhatWasLeftOpen(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint));
        Worker caller = default;
        Message message = default;
        if (!test.Ok(caller.Start(&CallOnce, 0))) return;
        test.Ok(Kernel.Receive(_endpoint, ref message));
        message = default;
        test.True(message.TrySetDeadline(World.In(World.Millisecond)));
        test.Status(Status.TimedOut, Kernel.Receive(_endpoint, ref message));
        test.Ok(caller.AwaitEnd());
        test.Status(Status.PeerClosed, _status);
    }

    [UserTest]
    public static void CallersOfAServerThatEndsLearnIt(ref Test test)
    {
        if (!TryServe(ref test, &ReceiveAndEnd, out Worker server)) return;
        Message message = default;
        test.Status(Status.PeerClosed, Kernel.Call(_endpoint, ref message));
        test.Ok(server.AwaitEnd());
    }

    [UserTest]
    public static void AnEndpointThatNobodyCanServeIsClosed(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out Handle<Endpoint> endpoint));
        test.Ok(Kernel.Clone(endpoint, Rights.Call, 0, out Handle caller));
        _endpoint = World.Claim<Endpoint>(caller.Value);
        Worker worker = default;
        if (!test.Ok(worker.Start(&CallOnce, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.Release(endpoint));
        test.Ok(worker.AwaitEnd());
        test.Status(Status.PeerClosed, _status);
        Message message = default;
        test.Status(Status.PeerClosed, Kernel.Call(_endpoint, ref message));
    }

    [UserTest]
    public static void AnEndpointThatNobodyCanCallIsClosed(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out Handle<Endpoint> endpoint));
        test.Ok(Kernel.Clone(endpoint, Rights.Serve, 0, out Handle server));
        _endpoint = World.Claim<Endpoint>(server.Value);
        Worker worker = default;
        if (!test.Ok(worker.Start(&ReceiveOnly, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.Release(endpoint));
        test.Ok(worker.AwaitEnd());
        test.Status(Status.PeerClosed, _status);
    }

    /// <summary>Whatever way the messages before went.</summary>
    [UserTest]
    public static void WhetherHandlesAreAcceptedIsSaidWithEachCall(ref Test test)
    {
        if (!TryServe(ref test, &ReturnGiftLater, out Worker server)) return;
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> gift));
        Message message = Accepting();
        test.True(message.TryAdd(gift, HandlePassing.Move));
        test.Ok(Kernel.Call(_endpoint, ref message));
        message = new() { Label = 1 };
        test.Status(Status.NotSupported, Kernel.Call(_endpoint, ref message));
        test.Equal(0, message.Info.ReceivedHandles);
        message = Accepting();
        test.Ok(Kernel.Call(_endpoint, ref message));
        if (test.Require(message.Info.ReceivedHandles == 1)) test.Ok(Kernel.Release(message.Handle0));
        End(ref test, server);
    }

    [UserTest]
    public static void AServerWithoutTimeRunsOnItsCallers(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint));
        // It has to get to its receive on somebody's time: it is given some for that, which is taken away again.
        Worker server = default;
        if (!test.Ok(server.Start(&Echo, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.BindSchedulingContext(server.Thread, default));
        for (ulong i = 0; i < 100; i++)
        {
            ulong label = i;
            if (!test.Ok(Kernel.Call(_endpoint, ref label)) || !test.Require(label == i + 1)) return;
        }
        // After its last answer it has nobody's, and could not even end.
        test.Ok(Kernel.BindSchedulingContext(server.Thread, server.Time));
        End(ref test, server);
    }

    private static bool TryServe(ref Test test, delegate*<ulong, void> server, out Worker worker)
    {
        worker = default;
        return test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint)) && test.Ok(worker.Start(server, 0));
    }

    /// <summary>Has a server end that goes on until it is told.</summary>
    private static void End(ref Test test, in Worker server)
    {
        ulong label = Stop;
        test.Ok(Kernel.Call(_endpoint, ref label));
        test.Ok(server.AwaitEnd());
    }

    /// <summary>Answers every call with its words, each one greater.</summary>
    private static void Echo(ulong argument)
    {
        Message message = default;
        Status status = Kernel.Receive(_endpoint, ref message);
        while (status == Status.Ok && message.Label != Stop)
        {
            message = new()
            {
                Label = message.Label + 1,
                Word0 = message.Word0 + 1,
                Word1 = message.Word1 + 1,
                Word2 = message.Word2 + 1,
                Word3 = message.Word3 + 1,
                Word4 = message.Word4 + 1,
                Word5 = message.Word5 + 1,
            };
            status = Kernel.ReplyReceive(_endpoint, ref message);
        }
        message = default;
        _ = Kernel.Reply(default, ref message);
    }

    private static void TellBadge(ulong argument)
    {
        Message message = default;
        Status status = Kernel.Receive(_endpoint, ref message);
        while (status == Status.Ok && message.Label != Stop)
        {
            message = new() { Word0 = message.Badge };
            status = Kernel.ReplyReceive(_endpoint, ref message);
        }
        message = default;
        _ = Kernel.Reply(default, ref message);
    }

    private static void SignalGift(ulong argument)
    {
        Message message = Accepting();
        Status status = Kernel.Receive(_endpoint, ref message);
        while (status == Status.Ok && message.Label != Stop)
        {
            if (message.Info.ReceivedHandles == 1)
            {
                _ = Kernel.Signal(World.Claim<Notification>(message.Handle0.Value), 1);
                _ = Kernel.Release(message.Handle0);
            }
            message = Accepting();
            status = Kernel.ReplyReceive(_endpoint, ref message);
        }
        message = default;
        _ = Kernel.Reply(default, ref message);
    }

    /// <summary>Keeps what comes with the first call, and moves it back with each answer to a later one until somebody takes it.</summary>
    private static void ReturnGiftLater(ulong argument)
    {
        Message message = Accepting();
        _ = Kernel.Receive(_endpoint, ref message);
        Handle gift = message.Handle0;
        message = default;
        Status status = Kernel.ReplyReceive(_endpoint, ref message);
        while (status == Status.Ok && message.Label != Stop)
        {
            message = default;
            _ = message.TryAdd(gift, HandlePassing.Move);
            status = Kernel.ReplyReceive(_endpoint, ref message);
        }
        message = default;
        _ = Kernel.Reply(default, ref message);
    }

    private static Message Accepting() => new() { Info = default(MessageInfo).Accepting() };

    /// <summary>Sends back what comes, all of it by moving.</summary>
    private static void ReturnGifts(ulong argument)
    {
        Message message = Accepting();
        Status status = Kernel.Receive(_endpoint, ref message);
        while (status == Status.Ok && message.Label != Stop)
        {
            Message answer = Accepting();
            int count = message.Info.ReceivedHandles;
            if (count > 0) _ = answer.TryAdd(message.Handle0, HandlePassing.Move);
            if (count > 1) _ = answer.TryAdd(message.Handle1, HandlePassing.Move);
            if (count > 2) _ = answer.TryAdd(message.Handle2, HandlePassing.Move);
            if (count > 3) _ = answer.TryAdd(message.Handle3, HandlePassing.Move);
            message = answer;
            status = Kernel.ReplyReceive(_endpoint, ref message);
        }
        message = default;
        _ = Kernel.Reply(default, ref message);
    }

    /// <summary>Receives one call and leaves it open as long as it waits for nothing.</summary>
    private static void ReceiveOnly(ulong argument)
    {
        _status = Kernel.Receive(_endpoint, ref _message);
        if (_status == Status.Ok) World.Sleep(World.Second);
    }

    private static void ReceiveAndEnd(ulong argument) => _status = Kernel.Receive(_endpoint, ref _message);

    private static void CallOnce(ulong argument)
    {
        _message = new() { Label = 3, Word0 = 4 };
        _status = Kernel.Call(_endpoint, ref _message);
    }

    private static void CallAs(ulong label)
    {
        Message message = new() { Label = label };
        if (Kernel.Call(_endpoint, ref message) == Status.Ok) _count++;
    }
}
