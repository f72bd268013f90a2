using System;

namespace Diesis.Boot.Uefi.Configuration;

/// <summary>The modules that a configuration file asks for, one after the other. The file has been checked.</summary>
public ref struct ModuleRequests(ReadOnlySpan<byte> text)
{
    private ConfigurationLines _lines = new(text);
    private ModuleRequest _current;

    public readonly ModuleRequest Current => _current;

    public readonly ModuleRequests GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_lines.TryRead(out ConfigurationLine line, out _))
            if (line.Key.SequenceEqual("module"u8)) return ModuleRequest.TryParse(line.Value, out _current, out _);
        return false;
    }
}
