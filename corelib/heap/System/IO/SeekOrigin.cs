namespace System.IO;

/// <summary>What a place in a stream is counted from.</summary>
public enum SeekOrigin
{
    Begin = 0,
    Current = 1,
    End = 2,
}
