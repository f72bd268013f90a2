namespace Diesis.Tools.Host;

/// <summary>
/// Something went wrong that the user can understand and act on. Its message is all that is shown: no stack trace.
/// Any other exception is a bug of the tool.
/// </summary>
internal sealed class ToolFailure(string message) : Exception(message);
