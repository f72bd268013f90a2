using System;
using System.Text;

namespace Diesis.Machines.Simulated;

/// <summary>What a core did at one step.</summary>
public enum Act : byte
{
    GoesOn,
    Publishes,
    Observes,
    ObservesOld,
    Fences,
    RingsBell,
    HearsBell,
    HearsTimer,
    HearsLine,
    HearsMessage,
    Waits,
    Ends,
    BecomesVisible,
    Does,
}

/// <summary>The last steps of a simulated machine, kept so that a failure can be told.</summary>
/// <remarks>Allocates nothing while it goes on, so that it does not count as an allocation of the kernel's.</remarks>
public sealed class History
{
    private const int Kept = 1 << 10;

    private struct Step
    {
        public int Core;
        public Act Act;
        public ulong Place, Value;
        public string? Text;
    }

    private readonly Step[] _steps = new Step[Kept];

    /// <summary>How many steps there were.</summary>
    public long Length { get; private set; }

    /// <summary>A number that two runs share exactly when all their steps were the same.</summary>
    public ulong Fingerprint { get; private set; } = 14695981039346656037;

    public void Add(CoreNumber core, Act act, ulong place = 0, ulong value = 0, string? text = null)
    {
        _steps[Length++ % Kept] = new Step { Core = core.Value, Act = act, Place = place, Value = value, Text = text };
        Mix((ulong)core.Value << 8 | (ulong)act);
        Mix(place);
        Mix(value);
    }

    // FNV-1a over words.
    private void Mix(ulong word) => Fingerprint = unchecked((Fingerprint ^ word) * 1099511628211);

    /// <summary>The last steps, one line each.</summary>
    public string Tell(int most)
    {
        var text = new StringBuilder();
        for (long at = Math.Max(0, Length - Math.Min(most, Kept)); at < Length; at++)
        {
            Step step = _steps[at % Kept];
            text.Append($"{at,7}  core {step.Core}  {Describe(step)}\n");
        }
        return text.ToString();
    }

    private static string Describe(Step step) => step.Act switch
    {
        Act.GoesOn => "goes on",
        Act.Publishes => $"publishes {step.Value} at {step.Place:x}",
        Act.Observes => $"observes {step.Value} at {step.Place:x}",
        Act.ObservesOld => $"still observes {step.Value} at {step.Place:x}",
        Act.Fences => "fences",
        Act.RingsBell => $"rings the bell of core {step.Value}",
        Act.HearsBell => "hears its bell",
        Act.HearsTimer => "hears its timer",
        Act.HearsLine => $"hears of line {step.Value}",
        Act.HearsMessage => $"hears of message {step.Value}",
        Act.Waits => "waits for an interrupt",
        Act.Ends => "ends",
        Act.BecomesVisible => $"has its write at {step.Place:x} seen by all",
        _ => step.Text ?? "",
    };
}
