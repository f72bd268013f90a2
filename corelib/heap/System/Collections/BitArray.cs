using System.Numerics;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections;

/// <summary>A row of bits.</summary>
/// <remarks>Invariant: bits of the last word behind the length are zero.</remarks>
public sealed class BitArray : ICollection
{
    private const int WordBits = 32;

    private uint[] _words;
    private int _length;

    public BitArray(int length) : this(length, false) { }

    public BitArray(int length, bool defaultValue)
    {
        if (length < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _words = new uint[WordsFor(length)];
        _length = length;
        if (defaultValue) SetAll(true);
    }

    public BitArray(bool[] values) : this(values.Length)
    {
        for (int i = 0; i < values.Length; i++) this[i] = values[i];
    }

    public BitArray(byte[] bytes) : this(checked(bytes.Length * 8))
    {
        for (int i = 0; i < bytes.Length; i++) _words[i / sizeof(uint)] |= (uint)bytes[i] << i % sizeof(uint) * 8;
    }

    public BitArray(int[] values) : this(checked(values.Length * WordBits))
    {
        for (int i = 0; i < values.Length; i++) _words[i] = unchecked((uint)values[i]);
    }

    public BitArray(BitArray bits)
    {
        _words = bits._words.AsSpan(0, WordsFor(bits._length)).ToArray();
        _length = bits._length;
    }

    public int Count => _length;
    public bool IsReadOnly => false;
    public bool IsSynchronized => false;
    public object SyncRoot => this;

    public int Length
    {
        get => _length;
        set
        {
            if (value < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
            var words = new uint[WordsFor(value)];
            _words.AsSpan(0, Math.Min(_words.Length, words.Length)).CopyTo(words);
            _words = words;
            _length = value;
            ClearRest();
        }
    }

    public bool this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_length) ThrowHelpers.ThrowArgumentOutOfRangeException();
            return (_words[index / WordBits] >> index % WordBits & 1) != 0;
        }
        set
        {
            if ((uint)index >= (uint)_length) ThrowHelpers.ThrowArgumentOutOfRangeException();
            uint bit = 1u << index % WordBits;
            if (value) _words[index / WordBits] |= bit;
            else _words[index / WordBits] &= ~bit;
        }
    }

    public bool Get(int index) => this[index];
    public void Set(int index, bool value) => this[index] = value;

    public void SetAll(bool value)
    {
        _words.AsSpan().Fill(value ? uint.MaxValue : 0);
        ClearRest();
    }

    public BitArray And(BitArray value)
    {
        RequireSameLength(value);
        for (int i = 0; i < WordsFor(_length); i++) _words[i] &= value._words[i];
        return this;
    }

    public BitArray Or(BitArray value)
    {
        RequireSameLength(value);
        for (int i = 0; i < WordsFor(_length); i++) _words[i] |= value._words[i];
        return this;
    }

    public BitArray Xor(BitArray value)
    {
        RequireSameLength(value);
        for (int i = 0; i < WordsFor(_length); i++) _words[i] ^= value._words[i];
        return this;
    }

    public BitArray Not()
    {
        foreach (ref uint word in _words.AsSpan()) word = ~word;
        ClearRest();
        return this;
    }

    /// <summary>Towards lower indices; what comes in is false.</summary>
    public BitArray RightShift(int count)
    {
        if (count < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        for (int i = 0; i < _length; i++) this[i] = count < _length - i && this[i + count];
        return this;
    }

    public BitArray LeftShift(int count)
    {
        if (count < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        for (int i = _length - 1; i >= 0; i--) this[i] = i >= count && this[i - count];
        return this;
    }

    public bool HasAllSet() => SetCount == _length;
    public bool HasAnySet() => SetCount != 0;

    private int SetCount
    {
        get
        {
            int count = 0;
            foreach (uint word in _words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    public void CopyTo(Array array, int index)
    {
        switch (array)
        {
            case bool[] values:
                for (int i = 0; i < _length; i++) values[index + i] = this[i];
                break;
            case int[] numbers:
                for (int i = 0; i < WordsFor(_length); i++) numbers[index + i] = unchecked((int)_words[i]);
                break;
            case byte[] bytes:
                for (int i = 0; i < (_length + 7) / 8; i++) bytes[index + i] = unchecked((byte)(_words[i / sizeof(uint)] >> i % sizeof(uint) * 8));
                break;
            default:
                ThrowHelpers.ThrowArgumentException();
                break;
        }
    }

    public object Clone() => new BitArray(this);

    public IEnumerator GetEnumerator()
    {
        for (int i = 0; i < _length; i++) yield return this[i];
    }

    private void RequireSameLength(BitArray value)
    {
        if (value._length != _length) ThrowHelpers.ThrowArgumentException();
    }

    private void ClearRest()
    {
        if (_length % WordBits != 0) _words[_length / WordBits] &= (1u << _length % WordBits) - 1;
        _words.AsSpan(WordsFor(_length)).Clear();
    }

    private static int WordsFor(int length) => (int)(((long)length + WordBits - 1) / WordBits);
}
