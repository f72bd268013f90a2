using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Permissions;
using Diesis.Manifests;
using Diesis.Services;

namespace Diesis.Servers.Permissions;

/// <summary>Decides what programs may have that nobody decided before.</summary>
internal static class Program
{
    private static int Main()
    {
        if (!Service.TryMapState(out StateMemory memory)) return 1;
        var permissions = new PermissionsService(memory, new BrokersClients(), new QuestionAsker());
        return (int)PermissionsServer.Run(Service.EndpointFor(PermissionsContract.ExpectedHash), ref permissions);
    }

    /// <summary>Clients as the broker knows them.</summary>
    private sealed class BrokersClients : IClients
    {
        public bool TryFind(ulong badge, ContractId contract, out Client client)
        {
            client = default;
            if (Service.OpenBroker(out BrokerClient broker) != Status.Ok) return false;
            Span<byte> name = stackalloc byte[PermissionBook.MostNameBytes];
            Status status = broker.TellClient(badge, contract.Value, name, out uint bytes, out bool isWanted, out bool isTrusted);
            broker.Dispose();
            if (status != Status.Ok || bytes > (uint)name.Length) return false;
            client = new Client(ProgramName.Of(name.Slice(0, (int)bytes)), isWanted, isTrusted);
            return true;
        }

        public Status Permit(ulong badge, ContractId contract, bool wasAsked)
        {
            Status status = Service.OpenBroker(out BrokerClient broker);
            if (status != Status.Ok) return status;
            status = broker.Permit(badge, contract.Value, wasAsked);
            broker.Dispose();
            return status;
        }
    }

    /// <summary>Asks whoever offers to ask the user; nobody, as long as nobody does.</summary>
    private sealed class QuestionAsker : IAsker
    {
        public Answer Ask(string program, Subject subject)
        {
            if (Service.Find(QuestionContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok) return Answer.None;
            Status status = QuestionClient.Connect(endpoint, out QuestionClient question);
            Answer answer = Answer.None;
            Span<byte> name = stackalloc byte[PermissionBook.MostNameBytes];
            for (int i = 0; i < program.Length; i++) name[i] = (byte)program[i];
            if (status == Status.Ok && question.Ask(name.Slice(0, program.Length), subject.Value, out Answer given) == Status.Ok) answer = given;
            if (status == Status.Ok) question.Dispose();
            _ = Kernel.Release(endpoint);
            return answer;
        }
    }
}
