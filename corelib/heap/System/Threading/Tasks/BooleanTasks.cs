namespace System.Threading.Tasks;

internal static class BooleanTasks
{
    public static readonly Task<bool> True = new(result: true);
    public static readonly Task<bool> False = new(result: false);
}
