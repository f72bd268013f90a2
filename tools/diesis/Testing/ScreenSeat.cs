using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

/// <summary>A machine's screen and keyboard, which is a German one: what is typed goes by shift keys, AltGr and keys that write nothing by themselves.</summary>
internal sealed class ScreenSeat(MonitorSocket monitor) : ISeat
{
    /// <summary>Keys that are pressed together or one after the other, by QEMU's names of them, for what is not on a key of its own name. The names are of an American keyboard's.</summary>
    private static readonly Dictionary<char, string[][]> Keys = new()
    {
        [' '] = [["spc"]], ['\r'] = [["ret"]], ['\t'] = [["tab"]], ['\x03'] = [["ctrl", "c"]], ['.'] = [["dot"]], [','] = [["comma"]],
        ['y'] = [["z"]], ['z'] = [["y"]], ['ä'] = [["apostrophe"]], ['ê'] = [["grave_accent"], ["e"]],
        ['"'] = [["shift", "2"]], ['('] = [["shift", "8"]], [')'] = [["shift", "9"]], ['='] = [["shift", "0"]], ['|'] = [["alt_r", "less"]],
    };

    /// <summary>QEMU holds a key for 100 ms. A keyboard holds sixteen codes: none is pressed before the one before was let go.</summary>
    private static readonly TimeSpan KeyTime = TimeSpan.FromMilliseconds(150);

    public async Task Type(string keys, CancellationToken cancel)
    {
        foreach (var key in keys)
        {
            foreach (var together in Keys.GetValueOrDefault(key) ?? [[key.ToString()]])
            {
                await monitor.Press(cancel, together);
                await Task.Delay(KeyTime, cancel);
            }
        }
    }

    public async Task<IReadOnlyList<string>> Look(CancellationToken cancel) => (await LookClosely(cancel)).Rows;

    /// <summary>To the pixel.</summary>
    public async Task<ScreenPicture> LookClosely(CancellationToken cancel) => ScreenPicture.Parse(await monitor.ReadScreen(cancel));
}
