using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis;

/// <summary>
/// The kernel, as a program sees it: a method for each declaration in <see cref="IKernel"/>, written by
/// <c>sdk/generators</c>. Where a call fails, what it would have made is <c>default</c>.
/// </summary>
public static unsafe partial class Kernel
{
    /// <summary><see cref="IKernel.Call"/> with a label and nothing else; of the answer, too, only the label is looked at.</summary>
    public static Status Call(Handle<Endpoint> endpoint, ref ulong label)
    {
        SystemCall.Answer answer = SystemCall.Exchange(CallNumber, endpoint.Value, label);
        label = answer.Result;
        return (Status)(uint)answer.Status;
    }
}
