using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Kernel.Intercore;

/// <summary>What one message says: at most 56 bytes, no references.</summary>
public interface IMessage
{
    static abstract MessageKind Kind { get; }
}

/// <summary>A message that is answered by exactly one <typeparamref name="TReply"/>.</summary>
public interface IRequest<TReply> : IMessage where TReply : struct, IMessage;

/// <summary>A message between two cores: one cache line.</summary>
/// <remarks>
/// <code>
///   0        8                      64
///   kind     words of the content
/// </code>
/// Who sent it is said by the ring that it came through.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
public struct Message
{
    public const int Bytes = 64;

    private const int ContentWords = 7;

    [InlineArray(ContentWords)]
    private struct Words { private ulong _first; }

    private MessageKind _kind;
    private Words _content;

    public readonly MessageKind Kind => _kind;

    /// <summary>Makes this a message that says something else. What its content does not cover keeps its old value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set<T>(in T content) where T : struct, IMessage
    {
        Debug.Assert(Unsafe.SizeOf<T>() <= ContentWords * sizeof(ulong));
        _kind = T.Kind;
        // SAFETY: messages hold no references and are no larger than the content, which the assertion and a test see to.
        Unsafe.As<Words, T>(ref _content) = content;
    }

    /// <summary>The content, which must be of this kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T As<T>() where T : struct, IMessage
    {
        Debug.Assert(_kind == T.Kind);
        // SAFETY: as above; the kind says which type was written.
        return Unsafe.As<Words, T>(ref Unsafe.AsRef(in _content));
    }
}
