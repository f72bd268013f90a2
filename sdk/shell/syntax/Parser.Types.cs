using System.Collections.Generic;

namespace Diesis.Shell.Syntax;

public sealed partial class Parser
{
    /// <summary>Reads the declaration of a command, as libraries write it: <c>name&lt;T: ordered&gt;(items: stream&lt;T&gt;): list&lt;T&gt;</c>.</summary>
    public static Parser OfDeclaration(string text) => new(text, Lexer.Read(text));

    /// <summary>The name of a type parameter, and what it has to be able to do; empty if anything may stand for it.</summary>
    public readonly struct TypeParameterSyntax(string name, string constraint)
    {
        public string Name { get; } = name;
        public string Constraint { get; } = constraint;
    }

    /// <summary>For <see cref="OfDeclaration"/>.</summary>
    public string ReadDeclaration(List<TypeParameterSyntax> typeParameters, out ParameterSyntax[] parameters, out TypeSyntax? result)
    {
        string name = ReadName("a name", out _);
        if (TryTake(TokenKind.Less))
        {
            do
            {
                string parameter = ReadName("a name", out _);
                typeParameters.Add(new TypeParameterSyntax(parameter, TryTake(TokenKind.Colon) ? ReadName("a constraint", out _) : ""));
            }
            while (TryTake(TokenKind.Comma));
            Expect(TokenKind.Greater, "'>'");
        }
        Expect(TokenKind.OpenParenthesis, "'('");
        parameters = ReadParameters(TokenKind.CloseParenthesis);
        result = TryTake(TokenKind.Colon) ? ReadType() : null;
        return name;
    }

    /// <summary>For <see cref="OfDeclaration"/>: <c>name { field: type, … }</c>.</summary>
    public string ReadRecordDeclaration(out ParameterSyntax[] fields)
    {
        string name = ReadName("a name", out _);
        Expect(TokenKind.OpenBrace, "'{'");
        fields = ReadParameters(TokenKind.CloseBrace);
        return name;
    }

    private TypeSyntax ReadType()
    {
        TextSpan start = Current.Span;
        if (!TryGoDeeper()) return new NamedTypeSyntax(start, "", []);
        TypeSyntax type = Kind switch
        {
            TokenKind.Fn => ReadFunctionType(),
            TokenKind.OpenBrace => ReadRecordType(),
            _ => ReadNamedType(),
        };
        _depth--;
        return type;
    }

    private FunctionTypeSyntax ReadFunctionType()
    {
        TextSpan start = Take().Span;
        Expect(TokenKind.OpenParenthesis, "'('");
        List<TypeSyntax> parameters = [];
        while (Kind is not (TokenKind.CloseParenthesis or TokenKind.End))
        {
            parameters.Add(ReadType());
            if (!TryTake(TokenKind.Comma)) break;
        }
        Expect(TokenKind.CloseParenthesis, "')'");
        TypeSyntax? result = TryTake(TokenKind.Colon) ? ReadType() : null;
        return new FunctionTypeSyntax(start.Through(LastSpan), [.. parameters], result);
    }

    private RecordTypeSyntax ReadRecordType()
    {
        TextSpan start = Take().Span;
        ParameterSyntax[] fields = ReadParameters(TokenKind.CloseBrace);
        return new RecordTypeSyntax(start.Through(LastSpan), fields);
    }

    private NamedTypeSyntax ReadNamedType()
    {
        TextSpan start = Current.Span;
        string name = ReadName("a type", out _);
        List<TypeSyntax> arguments = [];
        if (TryTake(TokenKind.Less))
        {
            do arguments.Add(ReadType());
            while (TryTake(TokenKind.Comma));
            Expect(TokenKind.Greater, "'>'");
        }
        return new NamedTypeSyntax(start.Through(LastSpan), name, [.. arguments]);
    }

    /// <summary>Parameters up to, and with, what closes them.</summary>
    private ParameterSyntax[] ReadParameters(TokenKind end)
    {
        List<ParameterSyntax> parameters = [];
        SkipLines();
        while (Kind != end && Kind != TokenKind.End)
        {
            string name = ReadName("a name", out TextSpan nameSpan);
            if (name == "") break;
            TypeSyntax? type = TryTake(TokenKind.Colon) ? ReadType() : null;
            Expression? standard = TryTake(TokenKind.Assign) ? ReadUnary() : null;
            parameters.Add(new ParameterSyntax(nameSpan, name, type, standard));
            SkipLines();
            if (!TryTake(TokenKind.Comma)) break;
            SkipLines();
        }
        Expect(end, end == TokenKind.CloseBrace ? "'}'" : "')'");
        return [.. parameters];
    }
}
