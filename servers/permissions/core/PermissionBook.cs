using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO.Hashing;

namespace Diesis.Servers.Permissions;

/// <summary>
/// Answers that are to hold from now on, by program and subject. They are kept in a piece of memory that outlives the service; one that does not make
/// sense is as good as none.
/// </summary>
/// <remarks>
///   0       4        8       12      entries of 48 bytes: name (32), subject (8), whether allowed (1), zeros
///   magic   CRC-32   count   …16
/// The check sum is that of the count and the entries.
/// </remarks>
public sealed class PermissionBook
{
    public const int MostNameBytes = 32;
    private const uint Magic = 0x4B42_5044;
    private const int HeaderBytes = 16, EntryBytes = 48;
    private const int CheckedAt = 8, AllowedAt = MostNameBytes + sizeof(ulong);

    private readonly Dictionary<(string Program, Subject Subject), bool> _answers = [];
    private readonly int _most;

    /// <param name="memoryBytes">The size of the memory that <see cref="Save"/> will be given.</param>
    public PermissionBook(int memoryBytes) => _most = (memoryBytes - HeaderBytes) / EntryBytes;

    public int Count => _answers.Count;

    public bool? Find(string program, Subject subject) => _answers.TryGetValue((program, subject), out bool allowed) ? allowed : null;

    /// <returns>False when there is no room for another one, or the name is too long.</returns>
    public bool TryAdd(string program, Subject subject, bool allowed)
    {
        bool isThere = _answers.ContainsKey((program, subject));
        if (!isThere && _answers.Count >= _most || program.Length > MostNameBytes) return false;
        _answers[(program, subject)] = allowed;
        return true;
    }

    /// <summary>Forgets all that was answered about a program.</summary>
    public void Forget(string program)
    {
        var gone = new List<(string, Subject)>();
        foreach (var key in _answers.Keys)
            if (key.Program == program) gone.Add(key);
        foreach (var key in gone) _ = _answers.Remove(key);
    }

    public void Save(Span<byte> memory)
    {
        memory.Clear();
        int at = HeaderBytes;
        foreach (var answer in _answers)
        {
            Span<byte> entry = memory.Slice(at, EntryBytes);
            for (int i = 0; i < answer.Key.Program.Length; i++) entry[i] = (byte)answer.Key.Program[i];
            BinaryPrimitives.WriteUInt64LittleEndian(entry.Slice(MostNameBytes), answer.Key.Subject.Value);
            entry[AllowedAt] = answer.Value ? (byte)1 : (byte)0;
            at += EntryBytes;
        }
        BinaryPrimitives.WriteInt32LittleEndian(memory.Slice(8), _answers.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(memory.Slice(4), Crc32.HashToUInt32(memory.Slice(CheckedAt, at - CheckedAt)));
        BinaryPrimitives.WriteUInt32LittleEndian(memory, Magic);
    }

    /// <returns>False when there was nothing to be read; the book is empty then.</returns>
    public bool TryLoad(ReadOnlySpan<byte> memory)
    {
        _answers.Clear();
        if (memory.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(memory) != Magic) return false;
        int count = BinaryPrimitives.ReadInt32LittleEndian(memory.Slice(8));
        if (count < 0 || count > Math.Min(_most, (memory.Length - HeaderBytes) / EntryBytes)) return false;
        ReadOnlySpan<byte> entries = memory.Slice(HeaderBytes, count * EntryBytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(memory.Slice(4)) != Crc32.HashToUInt32(memory.Slice(CheckedAt, HeaderBytes - CheckedAt + entries.Length))) return false;
        Span<char> letters = stackalloc char[MostNameBytes];
        for (; !entries.IsEmpty; entries = entries.Slice(EntryBytes))
        {
            int length = entries.Slice(0, MostNameBytes).IndexOf((byte)0);
            ReadOnlySpan<byte> name = entries.Slice(0, length < 0 ? MostNameBytes : length);
            for (int i = 0; i < name.Length; i++) letters[i] = (char)name[i];
            _answers[(new string(letters.Slice(0, name.Length)), Subject.Claimed(BinaryPrimitives.ReadUInt64LittleEndian(entries.Slice(MostNameBytes))))] = entries[AllowedAt] == 1;
        }
        return true;
    }
}
