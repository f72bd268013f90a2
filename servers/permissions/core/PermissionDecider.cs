using Diesis.Contracts.Permissions;

namespace Diesis.Servers.Permissions;

/// <summary>Whether something is allowed, and why.</summary>
public readonly record struct Decision(bool IsAllowed, DecisionReason Reason);

/// <summary>
/// Decides what programs may have that asked for it in their manifests: an answer of before or an answer of now must allow it. A program has nothing by itself.
/// </summary>
public sealed class PermissionDecider(PermissionBook book)
{
    /// <summary>Who can be asked, when there is somebody.</summary>
    public IAsker? Asker { get; set; }

    public Decision Decide(string program, Subject subject)
    {
        if (book.Find(program, subject) is { } stored) return new(stored, DecisionReason.Stored);
        Answer answer = Asker?.Ask(program, subject) ?? Answer.None;
        if (answer == Answer.None) return new(false, DecisionReason.Default);
        bool isAllowed = answer is Answer.Allow or Answer.AlwaysAllow;
        // What cannot be kept is asked again the next time.
        if (answer is Answer.AlwaysAllow or Answer.AlwaysDeny) _ = book.TryAdd(program, subject, isAllowed);
        return new(isAllowed, DecisionReason.Asked);
    }
}
