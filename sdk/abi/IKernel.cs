namespace Diesis.Abi;

/// <summary>
/// All that a process can ask of the kernel. Every system call is declared here and nowhere else.
/// Where an argument is a handle, the errors <see cref="Status.BadHandle"/>, <see cref="Status.WrongType"/>,
/// <see cref="Status.NotPermitted"/> and <see cref="Status.Dead"/> are those of finding its object, and are not repeated.
/// </summary>
/// <remarks>
/// Objects live on the core of the budget that they are charged to. What a call makes is charged to the budget that it names;
/// a handle is charged to the process whose table it goes into.
/// </remarks>
public partial interface IKernel
{
    /// <summary>Nothing. It measures what entering and leaving the kernel costs.</summary>
    [SystemCall(0)]
    Status Nothing();
}
