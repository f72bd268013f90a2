namespace Diesis.Abi;

/// <summary>Where a program has its threads run.</summary>
public enum ThreadSpread : ulong
{
    /// <summary>On the core on which it was started.</summary>
    FirstCore = 0,

    /// <summary>On all cores of which it was given a budget and time.</summary>
    GivenCores = 1,
}
