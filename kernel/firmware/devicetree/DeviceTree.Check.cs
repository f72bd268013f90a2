using System;

namespace Diesis.Kernel.Firmware.DeviceTrees;

internal readonly ref partial struct DeviceTree
{
    private const int TokenLength = sizeof(uint);

    /// <summary>The lengths of a property's value and its name's offset follow its token.</summary>
    private const int PropertyHeaderLength = TokenLength + 2 * sizeof(uint);

    /// <summary>Looks at every token once; each step goes forward by at least four bytes.</summary>
    private static FirmwareFault Check(ReadOnlySpan<byte> structure, int stringsLength, out int root, out int at)
    {
        root = -1;
        at = 0;
        int depth = 0;
        bool mayHaveProperties = false;
        while (structure.Length - at >= TokenLength)
        {
            switch (structure.Big32(at))
            {
                case BeginNode:
                    if (depth == 0 && root >= 0) return FirmwareFault.Duplicate;
                    if (depth == MostDepth) return FirmwareFault.TooDeep;
                    int name = structure.Slice(at + TokenLength).IndexOf((byte)0);
                    if (name < 0) return FirmwareFault.EntryBeyondEnd;
                    if (depth++ == 0) root = at;
                    mayHaveProperties = true;
                    at = AlignUp(at + TokenLength + name + 1);
                    break;
                case EndNode:
                    if (depth-- == 0) return FirmwareFault.BadValue;
                    mayHaveProperties = false;
                    at += TokenLength;
                    break;
                case Property:
                    if (!mayHaveProperties) return FirmwareFault.BadValue;
                    int room = structure.Length - at - PropertyHeaderLength;
                    if (room < 0) return FirmwareFault.EntryBeyondEnd;
                    uint length = structure.Big32(at + 4);
                    if (length > (uint)room) return FirmwareFault.EntryBeyondEnd;
                    if (structure.Big32(at + 8) >= (uint)stringsLength) return FirmwareFault.EntryBeyondEnd;
                    at = AlignUp(at + PropertyHeaderLength + (int)length);
                    break;
                case Nothing:
                    at += TokenLength;
                    break;
                case End:
                    return depth != 0 ? FirmwareFault.BadValue : root < 0 ? FirmwareFault.Missing : FirmwareFault.None;
                default:
                    return FirmwareFault.BadValue;
            }
        }
        return FirmwareFault.EntryBeyondEnd;
    }

    private static int AlignUp(int offset) => (offset + TokenLength - 1) & ~(TokenLength - 1);
}
