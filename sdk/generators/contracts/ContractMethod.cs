using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>A method of a contract as its declaration states it, with the places of all that it carries.</summary>
internal sealed class ContractMethod
{
    /// <summary>Words of a message, and handles beside which a deadline fits.</summary>
    public const int MostWords = 6, MostHandles = 3;

    /// <summary>More is for memory that is lent.</summary>
    public const int MostBufferBytes = 16384;

    /// <summary>What has a lower number is the same in all contracts: <c>Diesis.Communication.RequestLabel</c>.</summary>
    private const int FirstNumber = 8;

    private ContractMethod(IMethodSymbol method, int index, IReadOnlyList<ContractValue> parameters, ContractValue? returned, ContractError? error)
    {
        Error = error;
        Name = method.Name;
        Number = FirstNumber + index;
        DeclaredReturn = method.ReturnType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        ReturnType = (Awaited(method) ?? method.ReturnType).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        IsAsync = Awaited(method) is not null;
        Parameters = parameters;
        Returned = returned;
        IsIdempotent = method.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "Diesis.Contracts.IdempotentAttribute");
        Results = [.. parameters.Where(p => p.IsOut && p.Passing != Passing.Room)];
        if (returned is not null) Results = [.. Results, returned];
        Arguments = [.. parameters.Where(p => !p.IsOut && p.Travels)];
        Rooms = [.. parameters.Where(p => p.Passing == Passing.Room)];
        WordsIn = Place([.. parameters.Where(p => p.Travels && (!p.IsOut || p.Passing == Passing.Room))]);
        WordsOut = Place(Results);
        HandlesIn = Count(Arguments);
        HandlesOut = Count(Results);
    }

    public string Name { get; }
    public int Number { get; }
    /// <summary>As it is declared.</summary>
    public string DeclaredReturn { get; }

    /// <summary>A <c>Status</c> or a <c>Result</c>; of an asynchronous method, what is awaited.</summary>
    public string ReturnType { get; }

    public bool IsAsync { get; }
    public bool CanBeCancelled => Parameters.Any(p => p.Passing == Passing.Cancellation);
    public bool IsIdempotent { get; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<ContractValue> Parameters { get; }

    /// <summary>What a <c>Result</c> holds, if it returns one.</summary>
    public ContractValue? Returned { get; }

    /// <summary>The reasons that a <c>Result</c> can have of its own, if it can.</summary>
    public ContractError? Error { get; }

    /// <summary>What goes to the server.</summary>
    public IReadOnlyList<ContractValue> Arguments { get; }

    /// <summary>Room that the server fills.</summary>
    public IReadOnlyList<ContractValue> Rooms { get; }

    /// <summary>What comes back otherwise.</summary>
    public IReadOnlyList<ContractValue> Results { get; }

    public int WordsIn { get; }
    public int WordsOut { get; }
    public int HandlesIn { get; }
    public int HandlesOut { get; }

    public bool UsesBuffer => MostBytesIn + MostBytesOut != 0;
    public int MostBytesIn => Arguments.Sum(v => v.MostBytes);
    public int MostBytesOut => Rooms.Concat(Results).Sum(v => v.MostBytes);

    /// <summary>A method, or what is wrong with it and where.</summary>
    public static (ContractMethod? Method, IReadOnlyList<(Complaint Wrong, ISymbol Where)> Complaints) Of(IMethodSymbol method, int index)
    {
        var complaints = new List<(Complaint, ISymbol)>();
        var parameters = new List<ContractValue>();
        foreach (var parameter in method.Parameters)
        {
            var (value, wrong) = ContractValue.Of(parameter);
            if (wrong is not null) complaints.Add((wrong, parameter));
            else parameters.Add(value!);
        }

        var answer = Awaited(method) ?? method.ReturnType;
        bool isAsync = Awaited(method) is not null;
        // Spans do not outlast the call that they are arguments of, nor do places for results.
        foreach (var parameter in method.Parameters.Where(p => isAsync && (p.RefKind != RefKind.None || p.Type.IsRefLikeType)))
            complaints.Add((new(Rules.NotForLater, parameter.Name), parameter));
        foreach (var token in parameters.Where(p => !isAsync && p.Passing == Passing.Cancellation)) complaints.Add((new(Rules.NotForLater, token.Name), method));

        // What is lent is given back when the answer is there, and one handle is remembered for that.
        foreach (var more in parameters.Where(p => isAsync && p.HasHandle && p.Ownership == Ownership.Lent).Skip(1)) complaints.Add((new(Rules.NotForLater, more.Name), method));

        ContractValue? returned = null;
        ContractError? error = null;
        if (answer is INamedTypeSymbol { Name: "Result", IsGenericType: true } result)
        {
            (returned, var wrong) = ContractValue.Returned(method, result.TypeArguments[0]);
            if (wrong is not null) complaints.Add((wrong, method));
            if (result.TypeArguments.Length == 2 && (error = ContractError.Of(result.TypeArguments[1])) is null) complaints.Add((Complaint.Type(result.TypeArguments[1]), method));
        }
        else if (answer.ToDisplayString() != "Diesis.Abi.Status")
        {
            complaints.Add((new(Rules.ReturnWithoutFailure, method.Name), method));
        }
        if (complaints.Count != 0) return (null, complaints);

        var found = new ContractMethod(method, index, parameters, returned, error);
        // What was moved is gone when the call would be made again.
        foreach (var moved in found.Arguments.Where(v => found.IsIdempotent && v.HasHandle && v.Ownership == Ownership.Moved))
            complaints.Add((new(Rules.MovedTwice, moved.Name), method));
        bool fits = found.WordsIn <= MostWords && found.WordsOut <= MostWords && found.HandlesIn <= MostHandles && found.HandlesOut <= MostHandles
            && found.MostBytesIn <= MostBufferBytes && found.MostBytesOut <= MostBufferBytes;
        if (!fits) complaints.Add((new(Rules.TooMuchForMessage, method.Name), method));
        return (complaints.Count == 0 ? found : null, complaints);
    }

    /// <summary>What an asynchronous method gives; null for others.</summary>
    private static ITypeSymbol? Awaited(IMethodSymbol method)
        => method.ReturnType is INamedTypeSymbol { Name: "ValueTask", IsGenericType: true } task ? task.TypeArguments[0] : null;

    /// <summary>Gives each value its words: first to those that must have them, then to records as long as there are any.</summary>
    private static int Place(IReadOnlyList<ContractValue> values)
    {
        int left = MostWords - values.Where(v => v.Passing != Passing.Record).Sum(v => v.Words);
        foreach (var record in values.Where(v => v.Passing == Passing.Record))
        {
            record.IsBuffered = record.Words > left;
            left -= record.Words;
        }
        int word = 0;
        foreach (var value in values)
        {
            value.FirstWord = word;
            word += value.Words;
        }
        return word;
    }

    private static int Count(IReadOnlyList<ContractValue> values)
    {
        int count = 0;
        foreach (var value in values)
        {
            value.HandleNumber = count;
            count += value.Handles.Count;
        }
        return count;
    }
}
