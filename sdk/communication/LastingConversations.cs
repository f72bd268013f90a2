using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>
/// The conversations of this process that outlive their servers: where each began, and the handle by which it goes on now. A process without a heap has them, too: they are a table.
/// </summary>
/// <remarks>
/// Any number of threads find at the same time that a server is gone. Each of them may begin the conversation anew; the first one's is everybody's from then on, and the others'
/// are ended again.
/// </remarks>
internal static class LastingConversations
{
    /// <summary>How many of them a process may have.</summary>
    public const int Most = 64;

    /// <summary>So many instances of a server one after the other may end while a conversation with them begins.</summary>
    public const int MostAttempts = 16;

    private const int IsFree = 0, IsUsed = 1;

    private struct Conversation
    {
        public int State;
        public int Buffer;
        public ulong Hash;

        /// <summary>The process's own handle of where it began.</summary>
        public Handle<Endpoint> At;

        /// <summary>The handle by which it goes on.</summary>
        public ulong Now;
    }

    [InlineArray(Most)]
    private struct Table { private Conversation _first; }

    private static Table _table;

    /// <summary>Remembers one that was begun.</summary>
    /// <param name="number">From 1 on: 0 is none.</param>
    /// <returns><see cref="Status.TableFull"/>: there are too many. <see cref="Status.NotPermitted"/>: the handle cannot be cloned. The rest stays the caller's then.</returns>
    public static Status Add(Handle<Endpoint> at, ulong hash, int buffer, Handle<Endpoint> endpoint, out ushort number)
    {
        number = 0;
        int place = 0;
        while (place < Most && Interlocked.CompareExchange(ref _table[place].State, IsUsed, IsFree) != IsFree) place++;
        if (place == Most) return Status.TableFull;
        ref Conversation added = ref _table[place];
        Status status = Kernel.Clone(at, Rights.Call, 0, out Handle own);
        if (status != Status.Ok)
        {
            Volatile.Write(ref added.State, IsFree);
            return status;
        }
        added.At = new(own);
        added.Hash = hash;
        added.Buffer = buffer;
        Volatile.Write(ref added.Now, endpoint.Value);
        number = (ushort)(place + 1);
        return Status.Ok;
    }

    /// <summary>The handle by which a conversation goes on now.</summary>
    public static Handle<Endpoint> Current(ushort number) => new(new Handle(Volatile.Read(ref _table[number - 1].Now)));

    /// <summary>Has a conversation go on, whose server did not know it any more by a handle.</summary>
    /// <param name="used">The handle by which it was tried.</param>
    /// <param name="deadlineNs">How long this may take: if there is no server, the next one is waited for.</param>
    public static Status Renew(ushort number, Handle<Endpoint> used, ulong deadlineNs)
    {
        ref Conversation conversation = ref _table[number - 1];
        if (Current(number).Value != used.Value) return Status.Ok;
        Handle<Endpoint> endpoint;
        int attempts = 0;
        Status status;
        do status = Begin(in conversation, deadlineNs, out endpoint);
        while (status == Status.PeerClosed && ++attempts < MostAttempts);
        if (status != Status.Ok) return status;
        bool isFirst = Interlocked.CompareExchange(ref conversation.Now, endpoint.Value, used.Value) == used.Value;
        if (isFirst) _ = Kernel.Release(used);
        else Connection.Close(endpoint);
        return Status.Ok;
    }

    private static Status Begin(in Conversation conversation, ulong deadlineNs, out Handle<Endpoint> endpoint)
    {
        endpoint = default;
        Message message = default;
        Status status = Hello.Ask(ref message, conversation.Hash, conversation.Buffer);
        if (status != Status.Ok) return status;
        if (deadlineNs != ulong.MaxValue) _ = message.TrySetDeadline(deadlineNs);
        return Hello.Exchange(conversation.At, ref message, out endpoint);
    }

    /// <summary>Nobody uses it any more.</summary>
    public static void Remove(ushort number)
    {
        ref Conversation removed = ref _table[number - 1];
        _ = Kernel.Release(removed.At);
        removed.Now = 0;
        Volatile.Write(ref removed.State, IsFree);
    }
}
