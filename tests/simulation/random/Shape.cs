using Diesis.Abi.Description;

namespace Diesis.Simulating;

/// <summary>What kind of number makes sense as an argument. What does not comes, too, now and then.</summary>
internal enum Shape : byte
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>A few, or none.</summary>
    Few,

    /// <summary>The wire of a device.</summary>
    Line,

    /// <summary>A size in pages: few, mostly, and now and then more than a node of page tables shows.</summary>
    Size,

    /// <summary>A page of memory, or so many of them.</summary>
    Pages,

    /// <summary>A page that is no memory.</summary>
    DevicePage,

    /// <summary>An address at the start of a page, where programs have their memory.</summary>
    PageAddress,

    /// <summary>Where something is mapped.</summary>
    MappedPage,

    /// <summary>Any address there.</summary>
    Address,

    /// <summary>An offset in bytes.</summary>
    Offset,

    /// <summary>Of a budget.</summary>
    Bytes,

    /// <summary>Of what the call moves.</summary>
    Length,

    /// <summary>Of a line for the log.</summary>
    TextLength,

    /// <summary>A time of the kernel's clock: soon, mostly.</summary>
    Deadline,

    /// <summary>Nanoseconds.</summary>
    Duration,

    /// <summary>Some of those of the handle before.</summary>
    Rights,

    /// <summary>Bits of a notification.</summary>
    Bits,

    /// <summary>Where a program begins.</summary>
    Entry,
}

/// <summary>The shapes of the numbers of each system call, bytes as address and length.</summary>
internal static class Shapes
{
    /// <summary>In their order; what is beyond them may be anything.</summary>
    public static ReadOnlySpan<Shape> Of(string call) => call switch
    {
        "Clone" => [Shape.Rights, Shape.Few],
        "Weaken" => [Shape.Rights],
        "Lend" => [Shape.Rights, Shape.Duration],
        "Query" => [Shape.Address, Shape.Length],
        "CreateBudget" => [Shape.Bytes],
        "CreateMemory" or "CreatePagedMemory" or "Resize" => [Shape.Size],
        "CreateDeviceMemory" => [Shape.DevicePage, Shape.Pages],
        "Commit" or "Decommit" => [Shape.Pages, Shape.Pages],
        "SupplyPages" => [Shape.Pages, Shape.Pages, Shape.Pages],
        "ReadMemory" or "WriteMemory" => [Shape.Offset, Shape.Address, Shape.Length],
        "Map" => [Shape.PageAddress, Shape.Pages, Shape.Pages],
        "Unmap" or "Protect" => [Shape.MappedPage, Shape.Pages],
        "Wait" or "SetTimer" => [Shape.Deadline],
        "EndProcess" or "EndThread" or "Exit" => [Shape.Few],
        "NotifyOfEnd" or "CreateTimer" or "BindInterrupt" => [Shape.Bits],
        "StartThread" => [Shape.Entry, Shape.Address, Shape.Any],
        "ReadRegisters" or "WriteRegisters" => [Shape.Address, Shape.Length],
        "SetThreadPointer" => [Shape.Address],
        "SetForeign" => [Shape.Entry, Shape.PageAddress, Shape.Pages],
        "MigrateThread" => [Shape.Few],
        "CreateSchedulingContext" => [Shape.Few, Shape.Duration, Shape.Duration],
        "CreateInterrupt" => [Shape.Line],
        "CreateIoPorts" => [Shape.Few, Shape.Few],
        "MapDma" => [Shape.Pages, Shape.Pages],
        "SetUtc" => [Shape.Few],
        "WriteLog" => [Shape.Address, Shape.TextLength],
        _ => [],
    };

    /// <summary>How much more often than once a call is made.</summary>
    public static int WeightOf(string call) => call switch
    {
        // It has nothing to try but its handle: see RareOutcomes.
        "Restart" => 0,
        "PowerOff" or "WriteLog" or "Exit" or "EndProcess" or "EndThread" or "EndBudget" or "BindSchedulingContext" or "Nothing" => 1,
        "CreateInterrupt" or "CreateMessageInterrupt" or "BindInterrupt" or "AcknowledgeInterrupt" or "MaskInterrupt" => 3,
        "SetForeign" or "SetThreadPointer" or "GetTime" or "GetEntropy" or "SetUtc" or "Yield" or "Suspend" or "ReturnToForeign" => 3,
        "Map" or "CreateMemory" or "CreateCopy" or "Receive" or "Call" or "Lend" or "SupplyPages" or "CreateTimer" => 16,
        _ => 8,
    };
}
