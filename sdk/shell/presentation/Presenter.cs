using System.Collections.Generic;
using System.Text;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Presentation;

/// <summary>Shows what a line is worth: sequences of records as tables, other sequences line by line, a record with a line for each field.</summary>
public static class Presenter
{
    /// <param name="context">The line: it may be cancelled while a stream is shown, and its output is where this goes.</param>
    public static void Show(CommandContext context, Value value, ShellType type)
    {
        switch (type)
        {
            case StreamType { Item: RecordType record }:
                ListValue rows = context.Collect(value.Stream);
                if (!context.IsEnding) ShowTable(context.Output, rows.Items, record);
                break;
            case StreamType stream:
                while (context.TryPull(value.Stream, out Value item)) WriteLine(context.Output, item, stream.Item);
                break;
            case ListType { Item: RecordType record }: ShowTable(context.Output, value.List.Items, record); break;
            case ListType list:
                foreach (Value item in value.List.Items)
                {
                    if (context.IsEnding) return;
                    WriteLine(context.Output, item, list.Item);
                }
                break;
            case RecordType record: ShowRecord(context.Output, value.Record, record); break;
            default: WriteLine(context.Output, value, type); break;
        }
    }

    private static void WriteLine(IShellOutput output, Value value, ShellType type) => output.Write(ValueText.Harmless(ValueText.Of(value, type), keepsLines: true) + "\n");

    private static void ShowTable(IShellOutput output, Value[] rows, RecordType type)
    {
        if (rows.Length == 0 || type.Fields.Length == 0) return;
        Table table = new(type.Fields);
        foreach (Value row in rows) table.Add(row.Record);
        table.Write(output);
    }

    private static void ShowRecord(IShellOutput output, RecordValue record, RecordType type)
    {
        int widest = 0;
        foreach (RecordField field in type.Fields) widest = System.Math.Max(widest, field.Name.Length);
        StringBuilder text = new();
        for (int i = 0; i < type.Fields.Length; i++)
        {
            text.Append(type.Fields[i].Name).Append(' ', widest - type.Fields[i].Name.Length + 2);
            text.Append(ValueText.Harmless(ValueText.Of(record.Fields[i], type.Fields[i].Type), keepsLines: false)).Append('\n');
        }
        output.Write(text.ToString());
    }
}
