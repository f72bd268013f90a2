using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Tries out what memory allows: another thread touches it, and this one hears of its faults.</summary>
// SAFETY: an address that is not to be touched is one of the things to be found out; the fault is caught.
internal static unsafe class Touch
{
    private static Handle<Endpoint> _faults;
    private static ulong _address;

    public static bool CanRead(ref Test test, ulong address) => Succeeds(ref test, &Read, address, out _);

    public static bool CanWrite(ref Test test, ulong address) => Succeeds(ref test, &Write, address, out _);

    public static bool CanExecute(ref Test test, ulong address) => Succeeds(ref test, &Execute, address, out _);

    /// <summary>The message that a touch ends in.</summary>
    public static Message FaultOf(ref Test test, delegate*<ulong, void> touch, ulong address)
    {
        Succeeds(ref test, touch, address, out Message message);
        return message;
    }

    private static bool Succeeds(ref Test test, delegate*<ulong, void> touch, ulong address, out Message message)
    {
        message = default;
        if (_faults.IsNone && !test.Ok(Kernel.CreateEndpoint(World.Budget, out _faults))) return false;
        _address = address;
        Worker worker = default;
        // It begins by telling that it runs, so that its handler can be set before it touches anything.
        if (!test.Ok(worker.Start(&Begin, (ulong)touch))) return false;
        if (!test.Ok(Kernel.Receive(_faults, ref message)) || !test.Ok(Kernel.SetFaultHandler(worker.Thread, _faults))) return false;
        message = default;
        if (!test.Ok(Kernel.ReplyReceive(_faults, ref message))) return false;
        bool succeeds = message.Label == Done;
        Message answer = default;
        if (succeeds)
        {
            test.Ok(Kernel.Reply(default, ref answer));
            test.Ok(worker.AwaitEnd());
        }
        else
        {
            // Its end would be this process's, too, if the verdict were that of nobody.
            test.Ok(Kernel.EndThread(worker.Thread, 0));
            test.Ok(worker.AwaitEnd());
        }
        return succeeds;
    }

    private const ulong Ready = 0x1001, Done = 0x1002;

    private static void Begin(ulong touch)
    {
        Message message = new() { Label = Ready };
        _ = Kernel.Call(_faults, ref message);
        ((delegate*<ulong, void>)touch)(_address);
        message = new() { Label = Done };
        _ = Kernel.Call(_faults, ref message);
    }

    public static void Read(ulong address) => System.Threading.Volatile.Read(ref *(byte*)address);

    public static void Write(ulong address) => System.Threading.Volatile.Write(ref *(byte*)address, 1);

    public static void Execute(ulong address) => ((delegate*<void>)address)();
}
