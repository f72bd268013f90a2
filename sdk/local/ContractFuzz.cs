using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Local;

/// <summary>
/// Throws at a contract what nobody who keeps to it would send: random requests at its dispatch, behind which a probe sees what comes through, and random replies at its client.
/// </summary>
internal sealed class ContractFuzz
{
    /// <summary>Of an endpoint's handle by which a conversation can be begun.</summary>
    private const ulong Badge = 7;

    private const uint Parts = 2;

    private readonly Func<LocalServer> _startProbe;
    private readonly Action<Connection> _callAll;
    private readonly ulong _hash;
    private readonly int _bufferBytes;

    private ContractFuzz(string name, Func<LocalServer> startProbe, Action<Connection> callAll, ulong hash, int bufferBytes)
    {
        Name = name;
        _startProbe = startProbe;
        _callAll = callAll;
        _hash = hash;
        _bufferBytes = Wire.Align(bufferBytes);
    }

    public string Name { get; }

    /// <param name="callAll">Makes every call of the contract, and looks at what comes back.</param>
    public static ContractFuzz Of<TDispatcher, TProbe, TInterface>(string name, TProbe probe, Action<TInterface> callAll, Func<Connection, TInterface> client)
        where TDispatcher : struct, IDispatcher<TProbe> where TProbe : class
        => new(name, () => LocalServer.Host(server => server.Offer<TDispatcher, TProbe>(_ => probe)), connection => callAll(client(connection)), TDispatcher.Hash, TDispatcher.BufferBytes);

    /// <summary>Calls as they should be, with any arguments and any results.</summary>
    public void MakeProperCalls(int rounds)
    {
        new LocalProcess().Enter();
        using LocalServer server = _startProbe();
        if (Connection.Open(server.Offer(), _hash, _bufferBytes, 1, out Connection connection) != Status.Ok) throw new InvalidOperationException("no conversation");
        int ours = LocalProcess.Current.HandleCount, theirs = server.Process.HandleCount;
        for (int i = 0; i < rounds; i++) _callAll(connection);
        ExpectHandles(LocalProcess.Current, ours);
        ExpectHandles(server.Process, theirs);
    }

    /// <summary>Random requests, some of them nearly right.</summary>
    public void SendRequests(int seed, int count)
    {
        Random random = new(seed);
        new LocalProcess().Enter();
        using LocalServer server = _startProbe();
        Handle<Endpoint> at = server.Offer(Badge);
        Handle<MemoryObject> buffer = default;
        if (_bufferBytes != 0) _ = Kernel.CreateMemory(Startup.Block.Budget, (ulong)_bufferBytes * Parts / MemoryLayout.PageSize + 1, MemoryOptions.None, out buffer);
        Handle<Endpoint> endpoint = Begin(at, buffer);
        int ours = LocalProcess.Current.HandleCount, theirs = server.Process.HandleCount;
        for (int i = 0; i < count; i++)
        {
            if (_bufferBytes != 0) Scribble(random, buffer);
            Message message = RandomMessage(random, default);
            message.Label = random.Next(8) == 0 ? (ulong)random.NextInt64()
                : (uint)random.Next((int)RequestLabel.FirstMethod, (int)RequestLabel.FirstMethod + 32) | (ulong)(uint)random.Next(3) << 24;
            if (new RequestLabel(message.Label).Method == RequestLabel.Close) continue;
            if (random.Next(2) == 0) message.Info = message.Info.Accepting();
            SentHandles sent = new(in message);
            if (Kernel.Call(random.Next(16) == 0 ? at : endpoint, ref message) != Status.Ok) Handles.ReleaseUnsent(in sent);
            Handles.ReleaseReceived(ref message);
        }
        if (server.HasStopped) throw new InvalidOperationException("the server serves no more");
        ExpectHandles(LocalProcess.Current, ours);
        ExpectHandles(server.Process, theirs);
    }

    private Handle<Endpoint> Begin(Handle<Endpoint> at, Handle<MemoryObject> buffer)
    {
        Message message = new() { Label = RequestLabel.Open, Word0 = _hash };
        _ = Kernel.Weaken(Startup.Block.Process, Rights.Inspect | Rights.Transfer, out Handle process);
        _ = message.TryAdd(process, HandlePassing.Move);
        if (!buffer.IsNone)
        {
            message.Word1 = (ulong)_bufferBytes;
            message.Word2 = Parts;
            _ = Handles.AddClone(ref message, buffer, Hello.BufferRights);
        }
        message.Info = message.Info.Accepting();
        return Hello.Exchange(at, ref message, out Handle<Endpoint> endpoint) == Status.Ok ? endpoint : throw new InvalidOperationException("no conversation");
    }

    /// <summary>Random replies to proper calls.</summary>
    public void SendReplies(int seed, int rounds)
    {
        new LocalProcess().Enter();
        using LocalServer server = LocalServer.Start(endpoint => AnswerAnything(endpoint, new(seed)));
        if (Connection.Open(server.Offer(), _hash, _bufferBytes, 1, out Connection connection) != Status.Ok) throw new InvalidOperationException("no conversation");
        int ours = LocalProcess.Current.HandleCount;
        for (int i = 0; i < rounds; i++) _callAll(connection);
        ExpectHandles(LocalProcess.Current, ours);
    }

    /// <summary>A server that begins conversations as it should, and does nothing else so.</summary>
    private static Status AnswerAnything(Handle<Endpoint> endpoint, Random random)
    {
        Handle<MemoryObject> buffer = default;
        Message message = default;
        message.Info = message.Info.Accepting();
        Status status = Kernel.Receive(endpoint, ref message);
        while (status == Status.Ok)
        {
            if (message.Label == RequestLabel.Open)
            {
                if (message.Info.ReceivedHandles == 2) buffer = new(message.Handle1);
                _ = Kernel.Clone(endpoint, Rights.Call | Rights.Transfer, 1UL << 63, out Handle own);
                message = default;
                _ = message.TryAdd(own, HandlePassing.Move);
            }
            else
            {
                Handles.ReleaseReceived(ref message);
                if (!buffer.IsNone) Scribble(random, buffer);
                message = RandomMessage(random, endpoint);
                message.Label = random.Next(8) == 0 ? (ulong)random.NextInt64() : (ulong)(uint)random.Next(40) << 40 | (random.Next(4) == 0 ? 3u : 0u);
            }
            message.Info = message.Info.Accepting();
            SentHandles sent = new(in message);
            status = Kernel.ReplyReceive(endpoint, ref message);
            Handles.ReleaseUnsent(in sent);
        }
        return status;
    }

    /// <param name="served">An endpoint that some of the handles lead to; the others lead to nobody who would answer, or not. None: no handle leads to a server.</param>
    private static Message RandomMessage(Random random, Handle<Endpoint> served)
    {
        Message message = new()
        {
            Word0 = RandomWord(random), Word1 = RandomWord(random), Word2 = RandomWord(random),
            Word3 = RandomWord(random), Word4 = RandomWord(random), Word5 = RandomWord(random),
        };
        for (int handles = random.Next(2) == 0 ? 0 : random.Next(4); handles > 0; handles--)
        {
            _ = message.TryAdd(RandomHandle(random, served), HandlePassing.Move);
        }
        return message;
    }

    /// <summary>
    /// An endpoint is served by whoever throws it, or its peer is gone, so that each call of it has an answer at once: the client makes calls of what it takes for an object.
    /// </summary>
    private static Handle RandomHandle(Random random, Handle<Endpoint> served)
    {
        Handle made = default;
        int kind = random.Next(8);
        if (kind == 0 && !served.IsNone)
        {
            _ = Kernel.Clone(served, Rights.Call | Rights.Clone | Rights.Transfer, 1UL << 63, out made);
            return made;
        }
        made = kind switch
        {
            <= 1 => Probe.Make<Endpoint>(),
            <= 3 => Probe.Make<MemoryObject>(),
            _ => Probe.Make<Notification>(),
        };
        _ = Kernel.Clone(made, random.Next(3) == 0 ? Rights.Transfer : Rights.All & ~Rights.Serve, 0, out Handle handed);
        _ = Kernel.Release(made);
        return handed;
    }

    private static ulong RandomWord(Random random) => random.Next(5) switch
    {
        0 => (ulong)random.NextInt64(long.MinValue, long.MaxValue),
        1 => ulong.MaxValue - (ulong)random.Next(4),
        2 => (ulong)random.Next(300),
        3 => 1UL << random.Next(64),
        _ => (ulong)random.Next(4),
    };

    private static void Scribble(Random random, Handle<MemoryObject> buffer)
    {
        Span<byte> bytes = stackalloc byte[64];
        random.NextBytes(bytes);
        if (random.Next(2) == 0) bytes.Fill((byte)random.Next(3));
        _ = Kernel.WriteMemory(buffer, (ulong)random.Next(4) * 64, bytes);
    }

    /// <summary>Who answers a call later tidies up after its client has the answer.</summary>
    private static void ExpectHandles(LocalProcess process, int expected)
    {
        for (int wait = 0; wait < 1000 && process.HandleCount != expected; wait++) System.Threading.Thread.Sleep(10);
        if (process.HandleCount != expected) throw new InvalidOperationException($"{process.HandleCount} handles where {expected} should be");
    }
}
