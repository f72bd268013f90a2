using System;

namespace Diesis.Boot.Limine;

/// <summary>The identity of a feature: what every request starts with. Limine Boot Protocol, "Features".</summary>
public readonly struct LimineFeature(ulong word2, ulong word3) : IEquatable<LimineFeature>
{
    private readonly ulong _word0 = LimineProtocol.Feature0;
    private readonly ulong _word1 = LimineProtocol.Feature1;
    private readonly ulong _word2 = word2;
    private readonly ulong _word3 = word3;

    public static LimineFeature BootloaderInfo => new(0xf55038d8e2a1202f, 0x279426fcf5f59740);
    public static LimineFeature CommandLine => new(0x4b161536e598651e, 0xb390ad4a2f1f303a);
    public static LimineFeature FirmwareType => new(0x8c2f75d90bef28a8, 0x7045a4688eac00c3);
    public static LimineFeature StackSize => new(0x224ef0460a8e8926, 0xe1cb0fc25f46ea3d);
    public static LimineFeature Hhdm => new(0x48dcf1cb8ad2b852, 0x63984e959a98244b);
    public static LimineFeature Framebuffer => new(0x9d5827dcd881dd75, 0xa3148604f6fab11b);
    public static LimineFeature PagingMode => new(0x95c1a0edab0944cb, 0xa4e5cb3842f7488a);
    public static LimineFeature MemoryMap => new(0x67cf3d9d378a806f, 0xe304acdfc50c3c62);
    public static LimineFeature ExecutableFile => new(0xad97e90e83f1ed67, 0x31eb5d1c5ff23b69);
    public static LimineFeature Modules => new(0x3e7e279702be32af, 0xca1c4f3bd1280cee);
    public static LimineFeature Rsdp => new(0xc5e77b6b397e7b43, 0x27637845accdcf3c);
    public static LimineFeature DateAtBoot => new(0x502746e184c088aa, 0xfbc5ec83e6327893);
    public static LimineFeature ExecutableAddress => new(0x71ba76863cc55f63, 0xb2644a48c516a487);
    public static LimineFeature KeepIommu => new(0x8ebaabe51f490179, 0x2aa86a59ffb4ab0f);
    public static LimineFeature DeviceTree => new(0xb40ddb48fb54bac7, 0x545081493f81ffb7);

    public static bool operator ==(LimineFeature left, LimineFeature right) => left.Equals(right);
    public static bool operator !=(LimineFeature left, LimineFeature right) => !left.Equals(right);

    public bool Equals(LimineFeature other)
        => _word0 == other._word0 && _word1 == other._word1 && _word2 == other._word2 && _word3 == other._word3;

    public override bool Equals(object? other) => other is LimineFeature feature && Equals(feature);
    public override int GetHashCode() => unchecked((int)_word3);
}
