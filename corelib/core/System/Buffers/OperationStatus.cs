namespace System.Buffers;

/// <summary>How a conversion between spans ended.</summary>
public enum OperationStatus
{
    Done,
    DestinationTooSmall,
    NeedMoreData,
    InvalidData,
}
