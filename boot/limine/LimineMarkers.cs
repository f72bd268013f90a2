namespace Diesis.Boot.Limine;

/// <summary>Loaders take requests only behind this. Limine Boot Protocol, "Requests Delimiters".</summary>
public struct LimineStartMarker
{
    public ulong Word0;
    public ulong Word1;
    public ulong Word2;
    public ulong Word3;
}

/// <summary>Loaders take requests only in front of this.</summary>
public struct LimineEndMarker
{
    public ulong Word0;
    public ulong Word1;
}
