using System;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Guids as strings, arrays and keys.</summary>
internal static class GuidStringTests
{
    public static void Run(ref Transcript transcript)
    {
        Guid guid = new("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
        object box = guid;
        transcript.Case("strings").Gives(guid.ToString()).Gives(box.ToString()).Gives(guid.ToString("n")).Gives(guid.ToString("B", null)).Gives($"<{guid,40:p}> {box}");
        transcript.Case("arrays").Gives(guid.ToByteArray()).Gives(guid.ToByteArray(true)).Gives(new Guid(guid.ToByteArray()) == guid)
            .Gives(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]).ToString());
        transcript.Case("boxes").Gives(box.Equals(guid)).Gives(guid.Equals(null)).Gives(guid.Equals((object)"text")).Gives((long)box.GetHashCode());
        System.Collections.Generic.Dictionary<Guid, string> names = new() { [guid] = "system", [Guid.Empty] = "none" };
        transcript.Case("keys").Gives(names[new Guid(guid.ToByteArray(true), true)]).Gives(names.ContainsKey(Guid.AllBitsSet));
    }
}
