using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>A parameter or a result, and how it gets to the other side.</summary>
internal sealed class ContractValue
{
    private const string Attributes = "Diesis.Contracts.";

    /// <summary>Members of <c>Diesis.Abi.Rights</c>.</summary>
    private const ushort Inspect = 1 << 3, Read = 1 << 6, Write = 1 << 7, Call = 1 << 10, Signal = 1 << 12, Wait = 1 << 13;

    public string Name { get; private set; } = "";

    /// <summary>Fully qualified; of items, what one of them is.</summary>
    public string Type { get; private set; } = "";

    /// <summary>As the interface declares it.</summary>
    public string Declared { get; private set; } = "";

    public Passing Passing { get; private set; }

    /// <summary>From the server to the client.</summary>
    public bool IsOut { get; private set; }

    /// <summary>It is not a parameter but what a <c>Result</c> holds.</summary>
    public bool IsReturned { get; private set; }

    /// <summary>Of the value, or of one item.</summary>
    public Shape? Shape { get; private set; }

    public int MaxLength { get; private set; }

    public Ownership Ownership { get; private set; }

    /// <summary>The rights that come with the handle, and that the other side can count on.</summary>
    public ushort Rights { get; private set; }

    /// <summary>The first of its words, among those of its direction; what it is first of in the buffer is decided by the order.</summary>
    public int FirstWord { get; set; }

    /// <summary>Which handle of the message it is, or its first one is.</summary>
    public int HandleNumber { get; set; }

    /// <summary>A record for which there were not enough words.</summary>
    public bool IsBuffered { get; set; }

    /// <summary>Of what it is a sequence with a length, where it is: as they lie in the buffer.</summary>
    public string Item => Passing == Passing.Text ? "char" : Type;

    /// <summary>Of a variable that holds it.</summary>
    public string VariableType => Passing == Passing.Array ? Type + "[]" : Type;

    /// <summary>It has a length of its sender's choice, and comes as an object.</summary>
    public bool IsSequence => Passing is Passing.Text or Passing.Array;

    /// <summary>Words that it takes of the message, as far as has been decided.</summary>
    public int Words => Passing switch
    {
        Passing.Word or Passing.Items or Passing.Room or Passing.Text or Passing.Array => 1,
        Passing.Record => IsBuffered ? 0 : Shape!.Words,
        Passing.Range => 2,
        _ => 0,
    };

    /// <summary>The handles that it consists of; the first is number <see cref="HandleNumber"/>, the others follow.</summary>
    public IReadOnlyList<HandlePart> Handles { get; private set; } = [];

    public bool HasHandle => Handles.Count != 0;

    /// <summary>Of an object: what it is served by.</summary>
    public INamedTypeSymbol? Contract { get; private set; }

    /// <summary>Of an object: what the names of generated types begin with, fully qualified.</summary>
    public string Prefix => $"global::{Contract!.ContainingNamespace.ToDisplayString()}.{Contract.Name.Substring(1)}";

    /// <summary>It is in the message, one way or the other.</summary>
    public bool Travels => Passing is not (Passing.Caller or Passing.Cancellation);
    public bool UsesBuffer => IsBuffered || Passing is Passing.Items or Passing.Room or Passing.Text or Passing.Array;

    /// <summary>The most bytes of it in a buffer.</summary>
    public int MostBytes => !UsesBuffer ? 0 : Aligned(Passing == Passing.Text ? MaxLength * 2 : Passing == Passing.Record ? Shape!.Size : MaxLength * Shape!.Size);

    public static int Aligned(int bytes) => (bytes + 7) / 8 * 8;

    /// <summary>A parameter; the second part says what is wrong with it, or nothing.</summary>
    public static (ContractValue? Value, Complaint? Wrong) Of(IParameterSymbol parameter)
    {
        var value = new ContractValue
        {
            Name = parameter.Name,
            Declared = (parameter.RefKind == RefKind.Out ? "out " : parameter.RefKind == RefKind.In ? "in " : "")
                + parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            IsOut = parameter.RefKind == RefKind.Out,
        };
        if (parameter.RefKind is not (RefKind.None or RefKind.Out or RefKind.In)) return (null, Complaint.Type(parameter.Type));
        return value.Resolve(parameter.Type, parameter);
    }

    /// <summary>What a <c>Result</c> holds.</summary>
    public static (ContractValue? Value, Complaint? Wrong) Returned(IMethodSymbol method, ITypeSymbol type)
    {
        var value = new ContractValue
        {
            Name = "_result",
            Declared = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            IsOut = true,
            IsReturned = true,
        };
        return value.Resolve(type, method);
    }

    private (ContractValue?, Complaint?) Resolve(ITypeSymbol type, ISymbol declaration)
    {
        Type = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var attributes = declaration is IMethodSymbol method ? method.GetReturnTypeAttributes() : declaration.GetAttributes();
        AttributeData? Attribute(string name) => attributes.FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == Attributes + name + "Attribute");
        if (type.ToDisplayString() == "Diesis.Communication.Caller")
        {
            Passing = Passing.Caller;
            return Attribute("Caller") is null || IsOut ? (null, Complaint.Type(type)) : (this, null);
        }

        if (type.ToDisplayString() == "System.Threading.CancellationToken")
        {
            Passing = Passing.Cancellation;
            return IsOut ? (null, Complaint.Type(type)) : (this, null);
        }
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Interface } contract
            && contract.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == Contracts.Contract.Attribute))
        {
            Passing = Passing.Object;
            Contract = contract;
            Handles = [new("", "Endpoint", Call)];
            return IsOut ? (this, null) : (null, Complaint.Type(type));
        }

        if (type is INamedTypeSymbol { Name: "ReadingEnd" or "WritingEnd", IsGenericType: true } end && type.ContainingNamespace.ToDisplayString() == "Diesis.Communication.Rings")
        {
            Passing = Passing.Ring;
            Shape = Shape.Of(end.TypeArguments[0]);
            var (items, room) = type.Name == "ReadingEnd" ? (Wait, Signal) : (Signal, Wait);
            Handles = [new(".Memory", "MemoryObject", Read | Write | Inspect), new(".ItemsThere", "Notification", items), new(".RoomThere", "Notification", room)];
            // Nobody looks at what goes through a ring but who reads it.
            return Shape is { Limits.Count: 0 } ? (this, null) : (null, Complaint.Type(end.TypeArguments[0]));
        }
        if (type is INamedTypeSymbol { Name: "Subscriber", IsGenericType: true } subscriber && type.ContainingNamespace.ToDisplayString() == "Diesis.Communication.Events")
        {
            Passing = Passing.Subscriber;
            Ownership = Ownership.Weak;
            Shape = Shape.Of(subscriber.TypeArguments[0]);
            Handles = [new(".Notification", "Notification", Signal)];
            return Shape is { Limits.Count: 1 } && Shape.Limits[0].Kind == LimitKind.Bits && !IsOut ? (this, null) : (null, Complaint.Type(type));
        }

        bool isHandle = type is INamedTypeSymbol { Name: "Handle", IsGenericType: true, ContainingNamespace: { Name: "Abi" } };
        if (isHandle || type.ToDisplayString() == "Diesis.Communication.MemoryRange")
        {
            Passing = isHandle ? Passing.Handle : Passing.Range;
            return ResolveOwnership(Attribute("Moved"), Attribute("Cloned"), Attribute("Lent"),
                attributes.FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == "Diesis.Abi.NeedsAttribute"));
        }

        MaxLength = Attribute("MaxLength")?.ConstructorArguments[0].Value as int? ?? 0;
        if (type.SpecialType == SpecialType.System_String)
        {
            Passing = Passing.Text;
            return MaxLength > 0 ? (this, null) : (null, Complaint.Length(Name));
        }
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            Passing = Passing.Array;
            Shape = Shape.Of(array.ElementType);
            Type = array.ElementType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            return Shape is null ? (null, Complaint.Type(type)) : MaxLength > 0 ? (this, null) : (null, Complaint.Length(Name));
        }
        if (type is INamedTypeSymbol { Name: "ReadOnlySpan" or "Span", IsGenericType: true } span && span.ContainingNamespace.Name == "System")
        {
            Shape = Shape.Of(span.TypeArguments[0]);
            Type = span.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            Passing = span.Name == "Span" ? Passing.Room : Passing.Items;
            if (Shape is null || IsOut) return (null, Complaint.Type(type));
            IsOut = Passing == Passing.Room;
            return MaxLength > 0 ? (this, null) : (null, Complaint.Length(Name));
        }

        Shape = Shape.Of(type);
        if (Shape is null) return (null, Complaint.Type(type));
        Passing = Shape.Scalar ? Passing.Word : Passing.Record;
        return (this, null);
    }

    private (ContractValue?, Complaint?) ResolveOwnership(AttributeData? moved, AttributeData? cloned, AttributeData? lent, AttributeData? needs)
    {
        int ways = (moved is null ? 0 : 1) + (cloned is null ? 0 : 1) + (lent is null ? 0 : 1);
        // What comes back is always the receiver's, and there is nothing that a lease would end with.
        if (ways != (IsReturned ? 0 : 1) || IsOut && moved is null && !IsReturned) return (null, Complaint.Ownership(Name));
        Ownership = cloned is not null ? Ownership.Cloned : lent is not null ? Ownership.Lent : Ownership.Moved;
        Rights = (cloned ?? lent ?? needs)?.ConstructorArguments[0].Value as ushort? ?? 0;
        Handles = [Passing == Passing.Range ? new(".Memory", "MemoryObject", Rights) : new("", Type.Substring(Type.IndexOf('<') + 1).TrimEnd('>'), Rights)];
        return (this, null);
    }
}
