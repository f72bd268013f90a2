using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Presentation;

/// <summary>Shows what a line is worth: sequences of records as tables, other sequences line by line, a record with a line for each field.</summary>
public static class Presenter
{
    /// <param name="context">The line: it may be cancelled while a stream is shown, and its output is where this goes.</param>
    public static void Show(CommandContext context, Value value, ShellType type) => Show(context, context.Output, value, type);

    /// <param name="output">Where it goes instead.</param>
    public static void Show(CommandContext context, IShellOutput output, Value value, ShellType type)
    {
        switch (type)
        {
            case StreamType { Item: RecordType record }: ShowTable(context, output, value.Stream, record); break;
            case StreamType stream:
                while (context.TryPull(value.Stream, out Value item)) WriteLine(output, item, stream.Item);
                break;
            case ListType { Item: RecordType record }: ShowTable(context, output, value.List.Items, record); break;
            case ListType list:
                foreach (Value item in value.List.Items)
                {
                    if (context.IsEnding) return;
                    WriteLine(output, item, list.Item);
                }
                break;
            case RecordType record: ShowRecord(output, value.Record, record); break;
            default: WriteLine(output, value, type); break;
        }
    }

    private static void WriteLine(IShellOutput output, Value value, ShellType type) => output.Write(ValueText.Harmless(ValueText.Of(value, type), keepsLines: true) + "\n");

    private static void ShowTable(CommandContext context, IShellOutput output, Value[] rows, RecordType type)
    {
        if (rows.Length == 0 || type.Fields.Length == 0) return;
        Table table = new(type.Fields);
        table.Measure(rows, context);
        if (!context.IsEnding) table.Write(rows, context, output);
    }

    /// <summary>So many rows of a stream are shown at a time, or as many as there are when the stream has to wait.</summary>
    private const int RowsAtATime = 500;

    private static void ShowTable(CommandContext context, IShellOutput output, ValueStream stream, RecordType type)
    {
        if (type.Fields.Length == 0) return;
        Table table = new(type.Fields);
        List<Value> rows = [];
        void ShowRows()
        {
            if (rows.Count == 0) return;
            Value[] shown = rows.ToArray();
            rows.Clear();
            table.Measure(shown, context);
            table.Write(shown, context, output);
        }
        Action? before = context.BeforeWaiting;
        context.BeforeWaiting = ShowRows;
        while (context.TryPull(stream, out Value row))
        {
            rows.Add(row);
            if (rows.Count == RowsAtATime) ShowRows();
        }
        context.BeforeWaiting = before;
        if (!context.IsEnding) ShowRows();
    }

    private static void ShowRecord(IShellOutput output, RecordValue record, RecordType type)
    {
        int widest = 0;
        foreach (RecordField field in type.Fields) widest = Math.Max(widest, field.Name.Length);
        StringBuilder text = new();
        for (int i = 0; i < type.Fields.Length; i++)
        {
            text.Append(type.Fields[i].Name).Append(' ', widest - type.Fields[i].Name.Length + 2);
            text.Append(ValueText.Harmless(ValueText.Of(record.Fields[i], type.Fields[i].Type), keepsLines: false)).Append('\n');
        }
        output.Write(text.ToString());
    }
}
