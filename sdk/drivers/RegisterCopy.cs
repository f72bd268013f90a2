using System;
using System.Diagnostics;
using Diesis.Contracts.Devices;
using Diesis.Devices.Pci;

namespace Diesis.Drivers;

/// <summary>What stood in a function's registers when its driver took it: where its parts are, which does not change.</summary>
internal sealed class RegisterCopy : IConfigurationSpace
{
    private readonly uint[] _words = new uint[PciFunctionInfo.MostRegisters];

    public int BytesPerFunction => PciFunctionInfo.MostRegisters * sizeof(uint);

    public Span<uint> Words => _words;

    /// <summary>Of the one function that there is.</summary>
    public uint Read(PciAddress function, int register) => _words[register / sizeof(uint)];

    public void Write(PciAddress function, int register, uint value) => Debug.Fail("a driver writes no such registers");
}
