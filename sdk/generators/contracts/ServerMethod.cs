using System.Collections.Generic;
using System.Linq;
using Diesis.Sdk.Generators.Emitters;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>Writes how a server comes from a request to its method: everything is looked at before any of it is used.</summary>
internal static class ServerMethod
{
    public static string Emit(ContractMethod method) => $$"""


            [SkipLocalsInit]
            private static void On{{method.Name}}(ref TService _service, ref Incoming _call)
            {
        {{Text.Lines(Statements(method), 8, (line, _) => line)}}
            }{{Later(method)}}
        """;

    /// <summary>How the result of a call that was kept gets into its reply.</summary>
    private static string Later(ContractMethod method) => !method.IsAsync ? "" : $$"""


            private static void Answer{{method.Name}}(KeptCall _call, {{method.ReturnType}} {{(method.Returned is null ? "_status" : "_returned")}})
            {
        {{Text.Lines(LaterStatements(method), 8, (line, _) => line)}}
            }
        """;

    private static IEnumerable<string> LaterStatements(ContractMethod method)
    {
        if (method.Returned is not null) yield return StatusOf(method);
        if (method.MostBytesOut != 0)
        {
            yield return "const int _roomBytes = 0;";
            yield return $"Span<byte> _back = stackalloc byte[{method.MostBytesOut}];";
        }
        foreach (string line in Answer(method)) yield return line;
    }

    private static string StatusOf(ContractMethod method) => $"Status _status = _returned.{(method.Error is null ? "Status" : "Answer")};";

    private const string Refuse = "{ _ = _call.Refuse(); return; }";

    private static IEnumerable<string> Statements(ContractMethod method)
    {
        bool isPlain = !method.UsesBuffer && method.HandlesIn == 0;
        var broken = new List<string> { method.CanBeCancelled ? $"!_call.BringsLater({method.HandlesIn})" : isPlain ? "!_call.IsPlain" : $"!_call.Brings({method.HandlesIn})" };
        broken.AddRange(method.Arguments.SelectMany(v => WordCode.Broken(v, "_call.Message")));
        broken.AddRange(method.Arguments.Concat(method.Rooms).Where(v => v.MaxLength != 0).Select(v => $"_call.Message.Word{v.FirstWord} > {v.MaxLength}"));
        yield return $"if ({string.Join(" || ", broken)}) {Refuse}";
        foreach (string line in method.Arguments.SelectMany(TakeWords)) yield return line;
        foreach (string line in TakeFromBuffer(method)) yield return line;
        foreach (var value in method.Arguments)
        {
            for (int i = 0; i < value.Handles.Count; i++)
                yield return $"if (!_call.TryTakeHandle({value.HandleNumber + i}, (Rights){value.Handles[i].Rights}, out Handle<{value.Handles[i].Object}> {HandleLocal(value, i)})) return;";
        }

        string invocation = $"_service.{method.Name}({string.Join(", ", method.Parameters.Select(Argument))})";
        var lent = method.Arguments.Where(v => v.HasHandle && v.Ownership == Ownership.Lent).ToArray();
        if (method.IsAsync)
        {
            if (method.CanBeCancelled) yield return "System.Threading.CancellationToken _cancellation = _call.Cancellation();";
            yield return $"{method.DeclaredReturn} _pending = {invocation};";
            yield return $"if (!_pending.IsCompleted) {{ _call.Keep(_pending, static (_kept, _result) => Answer{method.Name}(_kept, _result){(lent.Length == 0 ? "" : $", {lent[0].Name}Handle")}); return; }}";
            yield return $"{method.ReturnType} {(method.Returned is null ? "_status" : "_returned")} = _pending.Result;";
            if (method.Returned is not null) yield return StatusOf(method);
            if (method.CanBeCancelled) yield return "_call.EndCancellation();";
        }
        else if (method.Returned is null) yield return $"Status _status = {invocation};";
        else
        {
            yield return $"{method.ReturnType} _returned = {invocation};";
            yield return StatusOf(method);
        }
        foreach (var one in lent) yield return $"_ = Kernel.Release({one.Name}Handle);";
        foreach (string line in Answer(method)) yield return line;
    }

    private static IEnumerable<string> TakeWords(ContractValue value)
    {
        if (value.Passing == Passing.Word) return WordCode.Take(value, "_call.Message", value.Name);
        if (value.Passing != Passing.Record || value.IsBuffered) return [];
        var lines = WordCode.Take(value, "_call.Message", value.Name);
        return value.Shape!.Limits.Count == 0 ? lines : lines.Append($"if ({Any(WordCode.BrokenRecord(value, value.Name))}) {Refuse}");
    }

    private static IEnumerable<string> TakeFromBuffer(ContractMethod method)
    {
        if (!method.UsesBuffer) yield break;
        var arguments = method.Arguments.Where(v => v.UsesBuffer).ToArray();
        foreach (var value in arguments.Concat(method.Rooms).Where(v => v.MaxLength != 0))
            yield return $"int {value.Name}Length = (int)_call.Message.Word{value.FirstWord};";
        yield return $"int _roomBytes = {ClientMethod.Sum([.. method.Rooms.Select(BytesOf)])};";
        var others = method.Results.Where(v => v.UsesBuffer).Sum(v => v.MostBytes);
        yield return $"if (!_call.TryFetch({ClientMethod.Sum([.. arguments.Select(BytesOf)])}, _roomBytes + {others}, out BufferReader _reader, out Span<byte> _back)) return;";
        if (arguments.Length == 0) yield return "_ = _reader;";
        foreach (var value in arguments)
        {
            yield return value.Passing == Passing.Record
                ? $"if (!_reader.TryTake(out {value.Type} {value.Name})) {Refuse}"
                : $"if (!_reader.TryTake({value.Name}Length, out Span<{value.Item}> {value.Name}Items)) {Refuse}";
            if (value.Shape is null || value.Shape.Limits.Count == 0) continue;
            yield return value.Passing == Passing.Record
                ? $"if ({Any(WordCode.BrokenRecord(value, value.Name))}) {Refuse}"
                : $"foreach (ref {value.Type} _item in {value.Name}Items) if ({Any(WordCode.BrokenRecord(value, "_item"))}) {Refuse}";
        }
        if (method.Rooms.Count != 0) yield return "BufferReader _rooms = new(_back);";
        foreach (var room in method.Rooms)
            yield return $"if (!_rooms.TryTake({room.Name}Length, out Span<{room.Type}> {room.Name})) {Refuse}";
    }

    private static IEnumerable<string> Answer(ContractMethod method)
    {
        bool hasResults = method.Results.Count + method.Rooms.Count != 0;
        if (!hasResults)
        {
            yield return "_call.Reply(_status);";
            yield break;
        }
        yield return "if (_status != Status.Ok) { _call.Reply(_status); return; }";
        if (method.Returned is not null) yield return $"{method.Returned.Declared} _result = _returned.Value;";
        foreach (var sequence in method.Results.Where(v => v.IsSequence))
        {
            yield return $"ReadOnlySpan<{sequence.Item}> {sequence.Name}Items = MemoryExtensions.AsSpan({sequence.Name});";
            yield return $"if ({sequence.Name}Items.Length > {sequence.MaxLength}) {{ _call.Reply(Status.OutOfRange); return; }}";
        }
        if (method.Rooms.Concat(method.Results).Any(v => v.UsesBuffer))
        {
            yield return "BufferWriter _writer = new(_back.Slice(_roomBytes));";
            foreach (var value in method.Results.Where(v => v.UsesBuffer))
                yield return value.IsSequence ? $"_writer.Add({value.Name}Items);" : $"_writer.Add(in {value.Name});";
            yield return "_call.ReplyThroughBuffer(_status, _call.Message.Label, _back.Slice(0, _roomBytes + _writer.Length));";
        }
        else
        {
            yield return "_call.Reply(_status);";
        }
        foreach (var value in method.Results)
        {
            foreach (string line in PutWords(value)) yield return line;
            if (value.Passing == Passing.Object)
                yield return $"if (!_call.TryOffer(new Served<{value.Prefix}Dispatcher<{value.Type}>, {value.Type}>({value.Name}))) return;";
            else foreach (var part in value.Handles)
                yield return $"_ = _call.Message.TryAdd({value.Name}{part.Member}, HandlePassing.Move);";
        }
    }

    private static IEnumerable<string> PutWords(ContractValue value) => value.Passing switch
    {
        Passing.Word => WordCode.Put(value, "_call.Message", value.Name),
        Passing.Record when !value.IsBuffered => WordCode.Put(value, "_call.Message", value.Name),
        Passing.Text or Passing.Array => [$"_call.Message.Word{value.FirstWord} = (ulong)(uint){value.Name}Items.Length;"],
        Passing.Range => [$"_call.Message.Word{value.FirstWord} = {value.Name}.Offset;", $"_call.Message.Word{value.FirstWord + 1} = {value.Name}.Length;"],
        _ => [],
    };

    private static string Argument(ContractValue value) => value.Passing switch
    {
        Passing.Caller => "_call.Caller",
        Passing.Cancellation => "_cancellation",
        Passing.Room => value.Name,
        _ when value.IsOut => $"out {value.VariableType} {value.Name}",
        Passing.Items => value.Name + "Items",
        Passing.Text => $"new string({value.Name}Items)",
        Passing.Array => $"{value.Name}Items.ToArray()",
        Passing.Handle => value.Name + "Handle",
        Passing.Ring or Passing.Subscriber => $"new {value.Type}({string.Join(", ", value.Handles.Select((_, i) => HandleLocal(value, i)))})",
        Passing.Range => $"new MemoryRange({value.Name}Handle, _call.Message.Word{value.FirstWord}, _call.Message.Word{value.FirstWord + 1})",
        _ => value.Declared.StartsWith("in ", System.StringComparison.Ordinal) ? $"in {value.Name}" : value.Name,
    };

    private static string HandleLocal(ContractValue value, int part) => $"{value.Name}Handle{(part == 0 ? "" : part.ToString(System.Globalization.CultureInfo.InvariantCulture))}";

    private static string BytesOf(ContractValue value)
        => value.Passing == Passing.Record ? $"{value.MostBytes}" : $"Wire.BytesOf<{value.Item}>({value.Name}Length)";

    private static string Any(IEnumerable<string> conditions) => string.Join(" || ", conditions);
}
