using System;
using System.Collections.Generic;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Machine;

/// <summary>What libraries export: commands by name, perhaps several that differ in what they take, and types of records.</summary>
public sealed class CommandTable
{
    private readonly Dictionary<string, RecordType> _records = [];
    private readonly Dictionary<string, List<Command>> _commands = [];
    private readonly TypeReader _reader;
    private readonly List<Problem> _problems = [];

    public CommandTable() => _reader = new TypeReader(_records, _problems);

    public Dictionary<string, RecordType> Records => _records;
    public Dictionary<string, List<Command>> Commands => _commands;

    /// <summary>
    /// Completes what stands in a text, like the path of a file: is given it as far as it is written, and answers with whole texts. Of the process around this, which may have none.
    /// </summary>
    public Func<string, IEnumerable<string>>? Paths { get; set; }

    /// <summary>How commands are woken that wait for somebody; without it they are waited for. Likewise.</summary>
    public IThreadWaits? Waits { get; set; }

    /// <summary>What declarations of libraries have wrong; a test sees to it that there is nothing.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Announces a type by name, so that declarations can use it before its fields are known.</summary>
    public RecordType AddRecord(string name)
    {
        RecordType record = new(name, []);
        _records[name] = record;
        return record;
    }

    /// <param name="declaration"><c>file { name: string, size: size }</c>.</param>
    public void AddFields(string declaration)
    {
        Parser parser = Parser.OfDeclaration(declaration);
        string name = parser.ReadRecordDeclaration(out ParameterSyntax[] fields);
        _problems.AddRange(parser.Problems);
        if (_records.TryGetValue(name, out RecordType? record)) record.Fields = _reader.ReadFields(fields);
    }

    /// <param name="declaration"><c>take&lt;T&gt;(items: stream&lt;T&gt;, count: int): stream&lt;T&gt;</c>.</param>
    /// <param name="summary">As <see cref="CommandDoc"/> has these.</param>
    public void Add(string declaration, string summary, CommandBody body, string parameters = "", string example = "")
    {
        Signature signature = _reader.ReadDeclaration(declaration, new CommandDoc(summary, parameters, example));
        if (!_commands.TryGetValue(signature.Name, out List<Command>? overloads)) _commands[signature.Name] = overloads = [];
        overloads.Add(new Command(signature, body));
    }
}
