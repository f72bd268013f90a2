using System.Collections.Generic;

namespace Diesis.Shell.Editing;

/// <summary>What could stand in the place of a word that was begun.</summary>
public sealed class Completion(int start, List<string> candidates)
{
    /// <summary>Where the word begins; it ends at the cursor.</summary>
    public int Start { get; } = start;

    /// <summary>In alphabetical order, each once.</summary>
    public List<string> Candidates { get; } = candidates;

    /// <summary>With what all of them begin.</summary>
    public string Common
    {
        get
        {
            if (Candidates.Count == 0) return "";
            string common = Candidates[0];
            foreach (string candidate in Candidates)
            {
                int length = 0;
                while (length < common.Length && length < candidate.Length && common[length] == candidate[length]) length++;
                common = common.Substring(0, length);
            }
            return common;
        }
    }
}
