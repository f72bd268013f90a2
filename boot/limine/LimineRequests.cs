namespace Diesis.Boot.Limine;

/// <summary>
/// All that the kernel asks of its loader, as the loader finds it in the kernel's image. The kernel holds
/// exactly one, in a mutable static field initialised to <see cref="Unanswered"/>, so that it is data of the
/// image and not code that runs: the loader has written the answers before the first instruction.
/// </summary>
/// <remarks>
/// Invariants: the markers are the first and the last field; every field is a multiple of 8 bytes.
/// Read it through a reference to the static field: the compiler takes a field of which nobody takes the address, and
/// that nobody writes, for a constant.
/// </remarks>
public struct LimineRequests
{
    public LimineStartMarker Start;
    public LimineBaseRevision BaseRevision;
    public LimineRequest<LimineBootloaderInfo> BootloaderInfo;
    public LimineRequest<LimineCommandLine> CommandLine;
    public LimineRequest<LimineFirmwareTypeAnswer> FirmwareType;
    public LimineStackSizeRequest StackSize;
    public LimineRequest<LimineHhdm> Hhdm;
    public LimineRequest<LimineFramebuffers> Framebuffer;
    public LiminePagingModeRequest PagingMode;
    public LimineRequest<LimineMemoryMap> MemoryMap;
    public LimineRequest<LimineExecutableFile> ExecutableFile;
    public LimineRequest<LimineModules> Modules;
    public LimineRequest<LimineRsdp> Rsdp;
    public LimineRequest<LimineDateAtBoot> DateAtBoot;
    public LimineRequest<LimineExecutableAddress> ExecutableAddress;
    public LimineRequest<LimineDeviceTree> DeviceTree;

    /// <summary>x86_64: an IOMMU that the firmware has switched on stays on, and devices stay confined.</summary>
    public LimineRequest<LimineAcknowledgement> KeepIommu;
    public LimineEndMarker End;

    /// <summary>The requests before a loader has seen them.</summary>
    public static LimineRequests Unanswered => new()
    {
        Start = new()
        {
            Word0 = LimineProtocol.StartMarker0,
            Word1 = LimineProtocol.StartMarker1,
            Word2 = LimineProtocol.StartMarker2,
            Word3 = LimineProtocol.StartMarker3,
        },
        BaseRevision = new()
        {
            Word0 = LimineProtocol.BaseRevision0,
            Word1 = LimineProtocol.BaseRevision1,
            Word2 = LimineProtocol.NewestRevision,
        },
        BootloaderInfo = new(LimineFeature.BootloaderInfo),
        CommandLine = new(LimineFeature.CommandLine),
        FirmwareType = new(LimineFeature.FirmwareType),
        StackSize = new(LimineProtocol.StackSize),
        Hhdm = new(LimineFeature.Hhdm),
        Framebuffer = new(LimineFeature.Framebuffer),
        PagingMode = new(LiminePagingMode.FourLevels),
        MemoryMap = new(LimineFeature.MemoryMap),
        ExecutableFile = new(LimineFeature.ExecutableFile),
        Modules = new(LimineFeature.Modules),
        Rsdp = new(LimineFeature.Rsdp),
        DateAtBoot = new(LimineFeature.DateAtBoot),
        ExecutableAddress = new(LimineFeature.ExecutableAddress),
        DeviceTree = new(LimineFeature.DeviceTree),
        KeepIommu = new(LimineFeature.KeepIommu),
        End = new() { Word0 = LimineProtocol.EndMarker0, Word1 = LimineProtocol.EndMarker1 },
    };

    /// <summary>The base revision that the loader went by.</summary>
    public readonly ulong LoadedRevision => BaseRevision.Loaded(LimineProtocol.NewestRevision);
}
