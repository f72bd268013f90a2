// How tasks end, as objects that say so. .NET throws these; here they are looked at.
namespace System
{
    using System.Threading;

    public class OperationCanceledException : SystemException
    {
        public OperationCanceledException() : this("The operation was canceled.") { }
        public OperationCanceledException(string? message) : base(message) { }

        public OperationCanceledException(CancellationToken token) : this() => CancellationToken = token;

        public OperationCanceledException(string? message, CancellationToken token) : base(message)
            => CancellationToken = token;

        public CancellationToken CancellationToken { get; }
    }

    public class TimeoutException : SystemException
    {
        public TimeoutException() : base("The operation has timed out.") { }
        public TimeoutException(string? message) : base(message) { }
    }

    public class ObjectDisposedException : InvalidOperationException
    {
        public ObjectDisposedException(string? objectName) : base(objectName) => ObjectName = objectName ?? "";

        public string ObjectName { get; }
    }
}

namespace System.Threading.Tasks
{
    public class TaskCanceledException : OperationCanceledException
    {
        public TaskCanceledException() : base("A task was canceled.") { }
        public TaskCanceledException(string? message) : base(message) { }
    }
}
