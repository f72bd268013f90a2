namespace Diesis.Manifests;

/// <summary>When a program of the system is started.</summary>
public enum StartWhen : byte
{
    /// <summary>When somebody first needs what it offers.</summary>
    OnFirstUse = 0,

    /// <summary>With the system.</summary>
    AtBoot = 1,
}
