namespace Diesis.Abi.Description;

/// <summary>What the declarations in <see cref="IKernel"/> say, as texts. They are written by <c>sdk/generators</c>.</summary>
public static partial class InterfacePage
{
    /// <summary>For people.</summary>
    public static partial string Markdown { get; }

    /// <summary>One line for each fact that programs are built upon: a change of it shows in reviews.</summary>
    public static partial string Golden { get; }
}
