namespace Diesis.Tools.Images;

/// <summary>The program that the firmware starts and that starts the kernel.</summary>
internal abstract record Loader
{
    private Loader() { }

    /// <summary>Diesis's own, for UEFI.</summary>
    public sealed record Own : Loader
    {
        public override string ToString() => "diesis";
    }

    /// <summary>GRUB 2 from the Debian packages, by the Multiboot2 protocol.</summary>
    public sealed record Grub : Loader
    {
        public override string ToString() => "grub";
    }

    /// <summary>A copy of Limine that the user has, by its own protocol.</summary>
    public sealed record Limine(string Folder) : Loader
    {
        public override string ToString() => "limine:" + Folder;
    }

    /// <returns>Null if the text names no loader.</returns>
    public static Loader? Parse(string text) =>
        text == "diesis" ? new Own()
        : text == "grub" ? new Grub()
        : text.StartsWith("limine:", StringComparison.Ordinal) && text.Length > 7 ? new Limine(text[7..])
        : null;
}
