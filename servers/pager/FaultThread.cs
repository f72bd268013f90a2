using Diesis.Abi;
using Diesis.Abi.Objects;
using Thread = System.Threading.Thread;

namespace Diesis.Servers.Pager;

/// <summary>Answers the kernel, which asks for pages on behalf of who touches them: each question is a call that its thread waits in.</summary>
internal sealed class FaultThread(Handle<Endpoint> faults, PagedMemories memories)
{
    public void Start() => new Thread(Serve) { IsBackground = true, Name = "faults" }.Start();

    private void Serve()
    {
        Message message = default;
        Status status = Kernel.Receive(faults, ref message);
        while (status == Status.Ok)
        {
            bool isSupplied = TrySupply(message.Badge, message.Word0, (FaultAccessFlags)message.Word1);
            message = default;
            message.Label = (ulong)(isSupplied ? FaultVerdict.Continue : FaultVerdict.Kill);
            status = Kernel.ReplyReceive(faults, ref message);
        }
    }

    private bool TrySupply(ulong number, ulong page, FaultAccessFlags access)
    {
        lock (memories.Gate) return memories.TrySupply(number, page, (access & FaultAccessFlags.Write) != 0);
    }
}
