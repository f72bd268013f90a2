using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>A suspended async method on the heap.</summary>
internal interface IStateMachineBox : ITaskContinuation, IThreadPoolWorkItem
{
    /// <summary>Goes on behind the await.</summary>
    void MoveNext();

    /// <summary>The same for those who want a delegate.</summary>
    Action MoveNextAction { get; }
}
