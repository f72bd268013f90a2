using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>An interface that is marked as a contract, and all that is generated from.</summary>
internal sealed class Contract
{
    public const string Attribute = "Diesis.Contracts.ContractAttribute";

    private Contract(INamedTypeSymbol type, IReadOnlyList<ContractMethod> methods, bool isPart = false)
    {
        Interface = type.Name;
        Namespace = type.ContainingNamespace.ToDisplayString();
        Access = type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal";
        Methods = methods;
        SurvivesRestart = type.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == Attribute
            && a.NamedArguments.Any(n => n.Key == nameof(SurvivesRestart) && n.Value.Value is true));
        Golden = ContractGolden.Write(this);
        IsDisposable = !type.Interfaces.IsEmpty;
        if (isPart) return;
        // What its calls return has to be the same on both sides, too, and shares its buffer.
        var reachable = Reachable(type, this);
        Hash = HashOf(string.Concat(reachable.OrderBy(c => c.Interface, System.StringComparer.Ordinal).Select(c => c.Golden)));
        BufferBytes = reachable.Select(c => c.OwnBufferBytes).Max();
    }

    public string Interface { get; }

    /// <summary>What generated types begin with.</summary>
    public string Name => Interface.Substring(1);

    public string Namespace { get; }
    public string Access { get; }
    public IReadOnlyList<ContractMethod> Methods { get; }

    /// <summary>Each line of it is a fact that both sides depend on.</summary>
    public string Golden { get; }

    public ulong Hash { get; }

    /// <summary>Clients begin anew with a server that was started anew.</summary>
    public bool SurvivesRestart { get; }

    /// <summary>Its objects are disposed of by their clients.</summary>
    public bool IsDisposable { get; }

    /// <summary>The most that a call of it, or of what its calls return, takes of a buffer.</summary>
    public int BufferBytes { get; }

    private int OwnBufferBytes => Methods.Select(m => System.Math.Max(m.MostBytesIn, m.MostBytesOut)).DefaultIfEmpty().Max();
    public int StageBytes => Methods.Select(m => m.MostBytesIn + m.MostBytesOut).DefaultIfEmpty().Max();

    /// <summary>Itself, and all contracts of objects that are returned, and of those that these return.</summary>
    private static List<Contract> Reachable(INamedTypeSymbol type, Contract self)
    {
        var known = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { type };
        var found = new List<Contract> { self };
        for (int i = 0; i < found.Count; i++)
        {
            foreach (var other in found[i].Methods.SelectMany(m => m.Results).Where(r => r.Contract is not null).Select(r => r.Contract!))
                if (known.Add(other) && MethodsOf(other) is { } methods) found.Add(new(other, methods, isPart: true));
        }
        return found;
    }

    private static List<ContractMethod>? MethodsOf(INamedTypeSymbol type)
    {
        var methods = type.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary).Select(ContractMethod.Of).ToArray();
        return methods.All(m => m.Method is not null) ? [.. methods.Select(m => m.Method!)] : null;
    }

    /// <summary>A contract, or what is wrong with it and where.</summary>
    public static (Contract? Contract, IReadOnlyList<(Complaint Wrong, ISymbol Where)> Complaints) Of(INamedTypeSymbol type)
    {
        var complaints = new List<(Complaint, ISymbol)>();
        bool isNamedSo = type.Name.Length > 1 && type.Name[0] == 'I' && type is { IsGenericType: false, ContainingType: null }
            && type.Interfaces.All(i => i.ToDisplayString() == "System.IDisposable") && !type.ContainingNamespace.IsGlobalNamespace;
        if (!isNamedSo) complaints.Add((new(Rules.NotAContract, type.Name), type));

        var methods = new List<ContractMethod>();
        var names = new HashSet<string>();
        int index = 0;
        foreach (var member in type.GetMembers().Where(m => m is not IMethodSymbol { MethodKind: not MethodKind.Ordinary }))
        {
            if (member is not IMethodSymbol { IsGenericMethod: false, IsStatic: false, IsAbstract: true } method || !names.Add(member.Name))
            {
                complaints.Add((new(Rules.NotAContract, member.Name), member));
                continue;
            }
            var (found, wrong) = ContractMethod.Of(method, index++);
            complaints.AddRange(wrong);
            if (found is not null) methods.Add(found);
        }
        return (complaints.Count == 0 ? new(type, methods) : null, complaints);
    }

    private static ulong HashOf(string text)
    {
        using var hash = SHA256.Create();
        return System.BitConverter.ToUInt64(hash.ComputeHash(Encoding.UTF8.GetBytes(text)), 0);
    }
}
