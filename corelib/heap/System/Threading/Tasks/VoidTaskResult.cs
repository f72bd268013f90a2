namespace System.Threading.Tasks;

/// <summary>The result of tasks that have none.</summary>
internal readonly struct VoidTaskResult;
