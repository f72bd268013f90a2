using System.Text;

namespace System.IO;

/// <summary>Gathers text in a <see cref="StringBuilder"/>.</summary>
public class StringWriter(StringBuilder builder) : TextWriter
{
    public StringWriter() : this(new StringBuilder()) { }

    public virtual StringBuilder GetStringBuilder() => builder;

    public override void Write(char value) => _ = builder.Append(value);
    public override void Write(ReadOnlySpan<char> buffer) => _ = builder.Append(buffer);
    public override void Write(string? value) => _ = builder.Append(value);

    public override string ToString() => builder.ToString();
}
