using System.Text;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Types;

/// <summary>What is handed to a command or function.</summary>
public sealed class Parameter(string name, ShellType type, Value? standard, string standardText)
{
    public string Name { get; } = name;
    public ShellType Type { get; } = type;

    /// <summary>What it is when a call does not say.</summary>
    public Value? Standard { get; } = standard;

    /// <summary>The same, as it is written.</summary>
    public string StandardText { get; } = standardText;

    public override string ToString() => Standard is null ? $"{Name}: {Type}" : $"{Name}: {Type} = {StandardText}";
}

/// <summary>How something is called: what it is to be given, and what it answers.</summary>
public sealed class Signature(string name, TypeParameter[] typeParameters, Parameter[] parameters, ShellType result, CommandDoc doc)
{
    public string Name { get; } = name;
    public TypeParameter[] TypeParameters { get; } = typeParameters;
    public Parameter[] Parameters { get; } = parameters;
    public ShellType Result { get; internal set; } = result;

    /// <summary>From its comment, for help.</summary>
    public CommandDoc Doc { get; } = doc;
    public string Summary => Doc.Summary;

    public int Required
    {
        get
        {
            int required = 0;
            foreach (Parameter parameter in Parameters) if (parameter.Standard is null) required++;
            return required;
        }
    }

    public int IndexOf(string parameter)
    {
        for (int i = 0; i < Parameters.Length; i++) if (Parameters[i].Name == parameter) return i;
        return -1;
    }

    /// <summary>As it would be declared: what help and messages show.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Name);
        text.Append('(').AppendJoin(", ", (System.Collections.Generic.IEnumerable<Parameter>)Parameters).Append(')');
        if (Result != PrimitiveType.Nothing) text.Append(": ").Append(Result.ToString());
        return text.ToString();
    }
}
