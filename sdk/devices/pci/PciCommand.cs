namespace Diesis.Devices.Pci;

/// <summary>
/// What a function may do, in the lower half, and what has happened to it, in the upper. PCI Local Bus Specification 3.0, 6.2.2 and 6.2.3.
/// </summary>
/// <remarks>
///   20                    10                 2              1                0
///   has capabilities      no wire            may be master  answers memory   answers ports
/// </remarks>
internal readonly struct PciCommand(uint word)
{
    private const uint AnswersPorts = 1 << 0, AnswersMemory = 1 << 1, MayBeMaster = 1 << 2, HasNoWire = 1 << 10, HasList = 1 << 20;

    /// <summary>Ones in the other half clear what has happened, so none are written there.</summary>
    private const uint CommandHalf = 0xFFFF;

    public bool HasCapabilities => (word & HasList) != 0;

    /// <summary>What to write.</summary>
    public uint Word => word & CommandHalf;

    /// <summary>It answers at none of its ranges, so that these can be looked at.</summary>
    public PciCommand Deaf() => new(word & ~(AnswersPorts | AnswersMemory));

    /// <summary>It answers at all of its ranges.</summary>
    public PciCommand Answering() => new(word | AnswersPorts | AnswersMemory);

    /// <summary>May it read and write memory by itself, messages included?</summary>
    public PciCommand WithMaster(bool isMaster) => new(isMaster ? word | MayBeMaster : word & ~MayBeMaster);

    /// <summary>It interrupts by messages, and leaves the wire alone.</summary>
    public PciCommand WithoutWire() => new(word | HasNoWire);

    public static PciCommand Read(IConfigurationSpace space, PciAddress function) => new(space.Read(function, ConfigurationRegister.Command));

    public void Write(IConfigurationSpace space, PciAddress function) => space.Write(function, ConfigurationRegister.Command, Word);
}
