using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Diesis.Abi;
using Diesis.Communication.Events;
using Diesis.Contracts.Log;
using Diesis.Local;
using Diesis.Services;

namespace Diesis.Servers.Logging;

public sealed unsafe class LogServiceTests : IDisposable
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(64 * 1024, pinned: true);

    private StateMemory Memory => new(Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_bytes)), _bytes.Length);

    private LocalServer _server;

    public LogServiceTests() => _server = Start();

    private LocalServer Start() => LocalServer.Start<LogDispatcher<LogService>, LogService>(new LogService(Memory));

    public void Dispose() => _server.Dispose();

    private LogClient Connect(ulong badge)
    {
        Assert.Equal(Status.Ok, LogClient.Connect(_server.Offer(badge), out LogClient log));
        return log;
    }

    private static List<string> Read(LogClient log, ulong first)
    {
        byte[] room = new byte[4096];
        List<string> lines = [];
        int bytes;
        do
        {
            Assert.Equal(Status.Ok, log.Read(first, room, out bytes, out first));
            for (int at = 0; at < bytes;)
            {
                LogLine line = MemoryMarshal.Read<LogLine>(room.AsSpan(at));
                at += Unsafe.SizeOf<LogLine>();
                lines.Add($"{line.Source} {line.Level} {Encoding.UTF8.GetString(room, at, line.Length)}");
                at += line.Length;
            }
        }
        while (bytes != 0);
        return lines;
    }

    [Fact]
    public void LinesComeWithWhoWroteThem()
    {
        LogClient one = Connect(7), other = Connect(8);
        Assert.Equal(Status.Ok, one.Write(LogLevel.Information, "hello"u8));
        Assert.Equal(Status.Ok, other.Write(LogLevel.Error, "two\nlines"u8));
        Assert.Equal(["7 Information hello", "8 Error two?lines"], Read(one, 0));
        Assert.Equal(["8 Error two?lines"], Read(other, 1));
    }

    [Fact]
    public void MoreThanFitsIsReadInParts()
    {
        LogClient log = Connect(7);
        for (int i = 0; i < 100; i++) Assert.Equal(Status.Ok, log.Write(LogLevel.Trace, Encoding.UTF8.GetBytes(new string('x', 200))));
        Assert.Equal(100, Read(log, 0).Count);
    }

    [Fact]
    public void TheLogOutlivesItsServer()
    {
        Assert.Equal(Status.Ok, Connect(7).Write(LogLevel.Warning, "before"u8));
        _server.Dispose();
        _server = Start();
        LogClient log = Connect(7);
        Assert.Equal(Status.Ok, log.Write(LogLevel.Warning, "after"u8));
        Assert.Equal(["7 Warning before", "7 Warning after"], Read(log, 0));
    }

    [Fact]
    public void WhoWatchesIsTold()
    {
        LogClient log = Connect(7);
        Assert.Equal(Status.Ok, Subscription<LogEvents>.Create(out var watching));
        Assert.Equal(Status.Ok, log.Watch(watching.Subscriber));
        Assert.Equal(Status.Ok, log.Write(LogLevel.Warning, "news"u8));
        Assert.Equal(Status.Ok, watching.Wait(out LogEvents events));
        Assert.Equal(LogEvents.Written, events);
        watching.Dispose();
    }
}
