using System;
using Diesis.Abi;
using Diesis.Samples;
using Diesis.Services;

if (Service.Find(GreeterContract.ExpectedHash, out var endpoint) != Status.Ok) return 1;
if (GreeterClient.Connect(endpoint, out GreeterClient greeter) != Status.Ok) return 2;
if (greeter.Greet("world", out uint count) != Status.Ok) return 3;
Console.WriteLine($"{count} greetings so far");
return 0;
