using System.Collections.Generic;

namespace Diesis.Shell.Checking;

/// <summary>The names that a block brings, and those around it.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, Variable> _variables = [];

    public Scope? Outer { get; } = outer;
    public IEnumerable<string> Names => _variables.Keys;
    public IEnumerable<Variable> Variables => _variables.Values;

    public bool Has(string name) => _variables.ContainsKey(name);
    public void Add(Variable variable) => _variables[variable.Name] = variable;

    public Variable? Find(string name)
    {
        for (Scope? scope = this; scope is not null; scope = scope.Outer)
            if (scope._variables.TryGetValue(name, out Variable? variable)) return variable;
        return null;
    }
}
