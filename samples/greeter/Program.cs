using System;
using Diesis.Abi;
using Diesis.Samples;
using Diesis.Services;

Greeter greeter = new();
return (int)GreeterServer.Run(Service.EndpointFor(GreeterContract.ExpectedHash), ref greeter);

internal struct Greeter : IGreeter
{
    private uint _count;

    public Status Greet(string name, out uint count)
    {
        Console.WriteLine($"Hello, {name}!");
        count = ++_count;
        return Status.Ok;
    }
}
