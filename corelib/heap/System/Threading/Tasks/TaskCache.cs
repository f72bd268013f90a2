using System.Runtime.CompilerServices;

namespace System.Threading.Tasks;

/// <summary>Tasks that are over and have results which occur often.</summary>
internal static class TaskCache<TResult>
{
    public static readonly Task<TResult> Default = new(default(TResult)!);

    public static Task<TResult> Of(TResult result)
    {
        if (typeof(TResult) == typeof(bool))
        {
            var task = Unsafe.As<TResult, bool>(ref result) ? BooleanTasks.True : BooleanTasks.False;
            return Unsafe.As<Task<TResult>>(task);
        }
        if (typeof(TResult) == typeof(int) && Unsafe.As<TResult, int>(ref result) == 0) return Default;
        if (result is null) return Default;
        return new(result);
    }
}
