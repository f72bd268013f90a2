using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

public static partial class ContractServer
{
    /// <summary>As <see cref="Run"/>; between calls the service hears of the notification that is bound to this thread (<c>Kernel.BindNotification</c>).</summary>
    /// <returns><see cref="Status.Ok"/>: the service is done. Why it ended, otherwise.</returns>
    [SkipLocalsInit]
    public static Status RunSignalled<TDispatcher, TService>(Handle<Endpoint> endpoint, ref TService service)
        where TDispatcher : struct, IDispatcher<TService> where TService : ISignalled
    {
        SessionTable sessions = SessionTable.Begin();
        Span<byte> stage = stackalloc byte[TDispatcher.StageBytes];
        Incoming call = new(stage, ref sessions);
        Status status = ReceiveFirst(endpoint, ref call);
        while (status == Status.Ok && !service.IsDone)
        {
            // Nobody was given the endpoint without a badge.
            if (call.Message.Badge == 0)
            {
                service.Signalled(call.Message.Word0);
                if (!service.IsDone) status = ReceiveFirst(endpoint, ref call);
                continue;
            }
            status = Answer<TDispatcher, TService>(endpoint, ref service, ref sessions, ref call);
        }
        for (uint i = 0; i < SessionTable.Most; i++) sessions.Close(i);
        return status;
    }

    private static Status ReceiveFirst(Handle<Endpoint> endpoint, ref Incoming call)
    {
        call.Message = default;
        call.Message.Info = default(MessageInfo).Accepting();
        return Kernel.Receive(endpoint, ref call.Message);
    }
}
