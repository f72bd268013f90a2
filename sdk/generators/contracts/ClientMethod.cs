using System.Collections.Generic;
using System.Linq;
using Diesis.Sdk.Generators.Emitters;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>Writes a method of a contract's client: arguments into a message, the call, results out of it.</summary>
internal static class ClientMethod
{
    /// <param name="isRepeated">It is of a contract that survives restarts.</param>
    public static string Emit(ContractMethod method, bool isRepeated)
        => (method.IsAsync ? EmitAsync(method, isRepeated) : EmitNow(method, isRepeated)) + (isRepeated ? EmitOnce(method) : "");

    private static string EmitNow(ContractMethod method, bool isRepeated) => $$"""


            /// <inheritdoc/>
            {{(isRepeated ? "" : "[SkipLocalsInit]")}}
            public {{method.ReturnType}} {{method.Name}}({{string.Join(", ", method.Parameters.Select(Parameter))}})
            {
        {{Text.Lines(isRepeated ? Repeat(method) : Statements(method), 8, (line, _) => line)}}
            }
        """;

    /// <summary>Makes a call until it need not be made again.</summary>
    private static IEnumerable<string> Repeat(ContractMethod method)
    {
        bool isGone = method.Arguments.Any(v => v.HasHandle && v.Ownership == Ownership.Moved);
        string arguments = string.Join(", ", method.Parameters.Where(p => p.Travels).Select(Pass).Prepend("ref _attempts").Concat(method.IsAsync ? ["_number"] : []));
        yield return $"Attempts _attempts = new(_connection, Repeats.{(isGone ? "Never" : method.IsIdempotent ? "Always" : "IfNotMade")});";
        yield return $"{method.ReturnType} _answer;";
        yield return $"do _answer = {method.Name}Once({arguments}); while (_attempts.Again(_answer{(method.Returned is null ? "" : ".Status")}));";
        yield return "return _answer;";
    }

    private static string Pass(ContractValue value)
        => value.Passing != Passing.Room && value.IsOut ? $"out {value.Name}" : value.Declared.StartsWith("in ", System.StringComparison.Ordinal) ? $"in {value.Name}" : value.Name;

    /// <summary>One attempt. What it calls by has the name of the connection, so that the statements are the same as without attempts.</summary>
    private static string EmitOnce(ContractMethod method) => $$"""


            [SkipLocalsInit]
            private static {{method.ReturnType}} {{method.Name}}Once({{string.Join(", ", method.Parameters.Where(p => p.Travels).Select(Parameter).Prepend("ref Attempts _connection").Concat(method.IsAsync ? ["uint _number"] : []))}})
            {
        {{Text.Lines(Statements(method), 8, (line, _) => line)}}
            }
        """;

    /// <summary>One method for who does not wait, and one that makes the call: on another thread for the first, or in that of who does wait.</summary>
    private static string EmitAsync(ContractMethod method, bool isRepeated) => $$"""


            /// <inheritdoc/>
            public {{method.DeclaredReturn}} {{method.Name}}({{string.Join(", ", method.Parameters.Select(Parameter))}})
            {
                var _self = this;
                return AsyncCalls.Run<{{method.ReturnType}}>(_connection,
                    _number => _self.{{method.Name}}Now({{string.Join(", ", method.Parameters.Where(p => p.Travels).Select(p => p.Name).Append("_number"))}}), static _status => _status,
                    {{method.Parameters.FirstOrDefault(p => p.Passing == Passing.Cancellation)?.Name ?? "default"}});
            }

            /// <summary>As <see cref="{{method.Name}}"/>; this thread waits for the answer.</summary>
            {{(isRepeated ? "" : "[SkipLocalsInit]")}}
            public {{method.ReturnType}} {{method.Name}}Now({{string.Join(", ", method.Parameters.Where(p => p.Travels).Select(Parameter).Append("uint _number = 0"))}})
            {
        {{Text.Lines(isRepeated ? Repeat(method) : Statements(method), 8, (line, _) => line)}}
            }
        """;

    public static string Parameter(ContractValue value)
        => $"{value.Declared} {value.Name}{(value.Travels ? "" : " = default")}";

    private static IEnumerable<string> Statements(ContractMethod method)
    {
        var sends = method.Arguments.Where(v => v.HasHandle).ToArray();
        foreach (var result in method.Results) yield return result.IsReturned ? $"{result.Declared} _result = default!;" : $"{result.Name} = default!;";
        foreach (var value in method.Arguments.Concat(method.Rooms).Where(v => v.MaxLength != 0))
            yield return $"if ({value.Name}.Length > {value.MaxLength}) {Fail(method, "Status.BadArgument", sends)}";
        yield return "Message _message = default;";
        yield return method.CanBeCancelled ? $"_message.Label = new RequestLabel({method.Number}).WithCallNumber(_number).Bits;" : $"_message.Label = {method.Number};";
        if (method is { IsAsync: true, CanBeCancelled: false }) yield return "_ = _number;";
        foreach (string line in method.Arguments.Concat(method.Rooms).SelectMany(PutWords)) yield return line;
        yield return "Status _status = Status.Ok;";
        foreach (var value in sends)
        {
            if (value.Ownership == Ownership.Lent) yield return $"Handle<Lease> {value.Name}Lease = default;";
            yield return (value == sends[0] ? "" : "if (_status == Status.Ok) ") + Send(value);
        }
        if (sends.Length != 0) yield return "SentHandles _sent = new(in _message);";
        if (method.HandlesOut != 0) yield return "_message.Info = _message.Info.Accepting();";
        foreach (string line in Call(method, guarded: sends.Length != 0)) yield return line;
        if (sends.Length != 0)
        {
            yield return "if (_status != Status.Ok)";
            yield return "{";
            yield return "    Handles.ReleaseUnsent(in _sent);";
            // A moved handle is gone in any case: nobody has to look how far the call came.
            foreach (string release in sends.Where(v => v.Ownership == Ownership.Moved).SelectMany(Release)) yield return $"    {release}";
            yield return "}";
        }
        foreach (var lent in sends.Where(v => v.Ownership == Ownership.Lent)) yield return $"_ = Kernel.Release({lent.Name}Lease);";
        foreach (string line in Results(method)) yield return line;
        yield return method.Returned is null ? "return Status.Ok;" : $"return new {method.ReturnType}(_result);";
    }

    private static string Fail(ContractMethod method, string status, IEnumerable<ContractValue>? sends = null)
    {
        string[] releases = [.. (sends ?? []).Where(v => v.Ownership == Ownership.Moved).SelectMany(Release)];
        return releases.Length == 0 ? $"return {status};" : $"{{ {string.Join(" ", releases)} return {status}; }}";
    }

    private static IEnumerable<string> Release(ContractValue value) => value.Handles.Select(part => $"_ = Kernel.Release({value.Name}{part.Member});");

    /// <summary>Of a value that has one.</summary>
    private static string HandleOf(ContractValue value) => value.Name + value.Handles[0].Member;

    private static IEnumerable<string> PutWords(ContractValue value) => value.Passing switch
    {
        Passing.Word => WordCode.Put(value, "_message", value.Name),
        Passing.Record when !value.IsBuffered => WordCode.Put(value, "_message", value.Name),
        Passing.Items or Passing.Room or Passing.Text or Passing.Array => [$"_message.Word{value.FirstWord} = (ulong)(uint){value.Name}.Length;"],
        Passing.Range => [$"_message.Word{value.FirstWord} = {value.Name}.Offset;", $"_message.Word{value.FirstWord + 1} = {value.Name}.Length;"],
        _ => [],
    };

    private static string Send(ContractValue value) => value.Ownership switch
    {
        Ownership.Moved => $"{{ {string.Join(" ", value.Handles.Select(part => $"_ = _message.TryAdd({value.Name}{part.Member}, HandlePassing.Move);"))} }}",
        Ownership.Cloned => $"_status = Handles.AddClone(ref _message, {HandleOf(value)}, (Rights){value.Rights});",
        Ownership.Weak => $"_status = Handles.AddWeak(ref _message, {HandleOf(value)}, (Rights){value.Handles[0].Rights});",
        _ => $"_status = Handles.AddLent(ref _message, {HandleOf(value)}, (Rights){value.Rights}, out {value.Name}Lease);",
    };

    private static IEnumerable<string> Call(ContractMethod method, bool guarded)
    {
        string condition = guarded ? "if (_status == Status.Ok) " : "";
        if (!method.UsesBuffer)
        {
            yield return $"{condition}_status = _connection.Call(ref _message);";
            yield break;
        }
        string[] there = [.. method.Arguments.Where(v => v.UsesBuffer).Select(BytesOf)];
        string[] back = [.. method.Rooms.Concat(method.Results).Where(v => v.UsesBuffer).Select(v => v.IsOut && v.IsSequence
            ? $"{v.MostBytes}" : BytesOf(v))];
        yield return $"int _bytesBack = {Sum(back)};";
        yield return $"Span<byte> _stage = stackalloc byte[Math.Max({Sum(there)}, _bytesBack)];";
        yield return "BufferWriter _writer = new(_stage);";
        foreach (var value in method.Arguments.Where(v => v.UsesBuffer))
            yield return value.Passing switch
            {
                Passing.Text => $"_writer.Add(MemoryExtensions.AsSpan({value.Name}));",
                Passing.Array => $"_writer.Add<{value.Type}>({value.Name});",
                Passing.Items => $"_writer.Add({value.Name});",
                _ => $"_writer.Add(in {value.Name});",
            };
        yield return $"{condition}_status = _connection.Call(ref _message, _stage.Slice(0, _writer.Length), _stage.Slice(0, _bytesBack));";
    }

    public static string Sum(string[] parts) => parts.Length == 0 ? "0" : string.Join(" + ", parts);

    private static string BytesOf(ContractValue value) => value.Passing switch
    {
        Passing.Record => $"{value.MostBytes}",
        _ => $"Wire.BytesOf<{value.Item}>({value.Name}.Length)",
    };

    private static IEnumerable<string> Results(ContractMethod method)
    {
        bool takesHandles = method.HandlesOut != 0;
        string bad = takesHandles ? "{ Handles.ReleaseReceived(ref _message); return Status.BadMessage; }" : "return Status.BadMessage;";
        if (method.Error is { } error)
        {
            yield return "if (ErrorAnswer.Is(_status, out uint _error))";
            yield return "{";
            if (takesHandles) yield return "    Handles.ReleaseReceived(ref _message);";
            yield return $"    if ({error.Limit.IsBroken("_error")}) return Status.BadMessage;";
            yield return $"    return ({error.Type})_error;";
            yield return "}";
        }
        yield return takesHandles ? "if (_status != Status.Ok) { Handles.ReleaseReceived(ref _message); return _status; }" : "if (_status != Status.Ok) return _status;";
        var broken = method.Results.SelectMany(v => WordCode.Broken(v, "_message"))
            .Concat(method.Results.Where(v => v.IsSequence).Select(v => $"_message.Word{v.FirstWord} > {v.MaxLength}")).ToList();
        if (takesHandles) broken.Insert(0, $"_message.Info.ReceivedHandles != {method.HandlesOut}");
        foreach (var value in method.Results)
            broken.AddRange(value.Handles.Select((part, i) => $"!Handles.Is(Handles.Of(in _message, {value.HandleNumber + i}), Handles.TypeOf<{part.Object}>(), (Rights){part.Rights})"));
        if (broken.Count != 0) yield return $"if ({string.Join(" || ", broken)}) {bad}";
        if (method.Rooms.Concat(method.Results).Any(v => v.UsesBuffer))
            yield return "BufferReader _reader = new(_stage.Slice(0, (int)new ReplyLabel(_message.Label).Bytes));";
        foreach (var room in method.Rooms)
        {
            yield return $"if (!_reader.TryTake({room.Name}.Length, out Span<{room.Type}> {room.Name}Items)) {bad}";
            if (room.Shape!.Limits.Count != 0)
                yield return $"foreach (ref {room.Type} _item in {room.Name}Items) if ({Any(WordCode.BrokenRecord(room, "_item"))}) {bad}";
        }
        foreach (var value in method.Results.Where(v => v.Passing == Passing.Record || v.IsSequence))
        {
            if (value.IsSequence)
            {
                yield return $"if (!_reader.TryTake((int)_message.Word{value.FirstWord}, out Span<{value.Item}> {value.Name}Items)) {bad}";
                if (value.Shape is { Limits.Count: not 0 })
                    yield return $"foreach (ref {value.Item} _item in {value.Name}Items) if ({Any(WordCode.BrokenRecord(value, "_item"))}) {bad}";
                continue;
            }
            if (value.IsBuffered) yield return $"if (!_reader.TryTake(out {value.Type} {value.Name}Value)) {bad}";
            else foreach (string line in WordCode.Take(value, "_message", value.Name + "Value")) yield return line;
            if (value.Shape!.Limits.Count != 0) yield return $"if ({Any(WordCode.BrokenRecord(value, value.Name + "Value"))}) {bad}";
        }
        // Everything was looked at: what fails from here on is nothing.
        foreach (var room in method.Rooms) yield return $"{room.Name}Items.CopyTo({room.Name});";
        foreach (var value in method.Results)
        {
            if (value.Passing == Passing.Word)
            {
                foreach (string line in WordCode.Take(value, "_message", value.Name + "Value")) yield return line;
            }
            yield return $"{value.Name} = {ValueOf(value)};";
        }
    }

    private static string ValueOf(ContractValue value) => value.Passing switch
    {
        Passing.Handle => $"new {value.Type}(_message.Handle{value.HandleNumber})",
        Passing.Ring => $"new {value.Type}({string.Join(", ", value.Handles.Select((_, i) => $"new(_message.Handle{value.HandleNumber + i})"))})",
        Passing.Range => $"new MemoryRange(new Handle<MemoryObject>(_message.Handle{value.HandleNumber}), _message.Word{value.FirstWord}, _message.Word{value.FirstWord + 1})",
        Passing.Text => $"new string({value.Name}Items)",
        Passing.Array => $"{value.Name}Items.ToArray()",
        Passing.Object => $"new {value.Prefix}Client(_connection.To(new Handle<Endpoint>(_message.Handle{value.HandleNumber})))",
        _ => value.Name + "Value",
    };

    private static string Any(IEnumerable<string> conditions) => string.Join(" || ", conditions);
}
