using System.Collections.Generic;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

public sealed partial class Checker
{
    private CheckedStatement? CheckStatement(Statement statement, bool isOutermost)
    {
        switch (statement)
        {
            case ExpressionStatement expression: return CheckExpressionStatement(expression, isOutermost);
            case LetStatement let: return CheckLet(let, isOutermost);
            case AssignmentStatement assignment: return CheckAssignment(assignment);
            case WhileStatement loop: return CheckWhile(loop);
            case ForStatement loop: return CheckFor(loop);
            case BackgroundStatement background: return CheckBackground(background);
            case ReturnStatement leave: return CheckReturn(leave);
            case JumpStatement jump:
                if (_loops == 0) Complain(jump.Span, $"'{(jump.IsBreak ? "break" : "continue")}' stands in a loop only");
                return new CheckedJump(jump.Span, jump.IsBreak);
            case FunctionStatement function:
                Complain(function.NameSpan, "functions are declared at the outermost level; in here, give a lambda a name: let f = (x: int) => …");
                return null;
            default: return null;
        }
    }

    private CheckedStatement CheckExpressionStatement(ExpressionStatement statement, bool isOutermost)
    {
        CheckedExpression expression = Check(statement.Expression);
        bool isShown = isOutermost && expression.Type != PrimitiveType.Nothing && expression.Type != PrimitiveType.Never;
        return isShown ? new CheckedShow(expression) : new CheckedExpressionStatement(expression);
    }

    private CheckedStore? CheckLet(LetStatement let, bool isOutermost)
    {
        ShellType? declared = let.Type is null ? null : _types.Read(let.Type);
        if (declared is StreamType) Complain(let.Type!.Span, "a variable may be read more than once: it is a list");
        CheckedExpression value = Keep(Check(let.Value, declared));
        if (declared is not null) value = Convert(value, declared);
        if (value.Type == PrimitiveType.Nothing || value.Type == PrimitiveType.Never) value = Mistake(let.Value.Span, "this has no value that could be kept");
        value = NotTooDeep(let.Value.Span, value);
        if (let.Name == "") return null;
        if (!isOutermost && _scope.Has(let.Name)) Complain(let.NameSpan, $"there is a '{let.Name}' in this block already");
        Variable variable = new(let.Name, declared ?? value.Type, let.IsMutable, isOutermost ? _names.GlobalCount + _line.GlobalCount : -1, isOutermost ? null : _function);
        if (isOutermost)
        {
            _line.GlobalCount++;
            _line.Variables[let.Name] = variable;
        }
        else _scope.Add(variable);
        return new CheckedStore(let.Span, variable, value, isFirst: true);
    }

    private CheckedStore? CheckAssignment(AssignmentStatement assignment)
    {
        string name = assignment.Target.Name;
        TellNames(assignment.Target.Span);
        if (FindVariable(name) is not { } variable)
        {
            Check(assignment.Value);
            Complain(assignment.Target.Span, $"there is no variable '{name}'{SimilarVariable(name)}; 'var {name} = …' makes one");
            return null;
        }
        if (!variable.IsMutable) Complain(assignment.Target.Span, $"'{name}' keeps its value: 'var' instead of 'let' makes a variable that changes");
        else if (variable.IsGlobal && _function.IsOfJob)
            Complain(assignment.Target.Span, $"a job has a copy of '{name}' and cannot change the variable");
        else if (!variable.IsGlobal && variable.Owner != _function)
            Complain(assignment.Target.Span, $"a lambda has a copy of '{name}' and cannot change the variable; a 'for' loop can");
        CheckedExpression value = assignment.Operator == TokenKind.Assign
            ? Check(assignment.Value, variable.Type)
            : CheckOperator(OperatorOf(assignment.Operator), assignment.OperatorSpan, assignment.Span, new CheckedVariable(assignment.Target.Span, variable), Check(assignment.Value));
        return new CheckedStore(assignment.Span, variable, Convert(Keep(value), variable.Type), isFirst: false);
    }

    private static TokenKind OperatorOf(TokenKind assignment) => assignment switch
    {
        TokenKind.PlusAssign => TokenKind.Plus,
        TokenKind.MinusAssign => TokenKind.Minus,
        TokenKind.StarAssign => TokenKind.Star,
        _ => TokenKind.Slash,
    };

    private CheckedWhile CheckWhile(WhileStatement loop)
    {
        CheckedExpression condition = Condition(loop.Condition);
        _loops++;
        CheckedExpression body = Discard(CheckBlock(loop.Body, null));
        _loops--;
        return new CheckedWhile(loop.Span, condition, body);
    }

    private CheckedFor CheckFor(ForStatement loop)
    {
        CheckedExpression items = Check(loop.Items);
        ShellType item = PrimitiveType.Unknown;
        if (Inference.ItemOf(items.Type) is { } found)
        {
            item = found;
            items = Convert(items, new StreamType(found));
        }
        else if (items.Type != PrimitiveType.Unknown) Complain(loop.Items.Span, $"'for' goes through a list or stream, and this is {Article(items.Type)}");
        Scope outer = _scope;
        _scope = new Scope(outer);
        Variable variable = new(loop.Name, item, isMutable: false, -1, _function);
        if (loop.Name != "") _scope.Add(variable);
        _loops++;
        CheckedExpression body = Discard(CheckBlock(loop.Body, null));
        _loops--;
        _scope = outer;
        return new CheckedFor(loop.Span, variable, items, body);
    }

    /// <summary>What is done is a function of its own, and has copies of variables as lambdas have. What it is worth is shown, to who looks at the job's output.</summary>
    private CheckedBackground CheckBackground(BackgroundStatement statement)
    {
        CheckedFunction function = new("", _source, _function, isJob: true) { Result = PrimitiveType.Nothing };
        (CheckedFunction outer, Scope scope, int loops) = Enter(function, new Scope(_scope));
        CheckedStatement done = CheckExpressionStatement(new ExpressionStatement(statement.Expression), isOutermost: true);
        Leave(outer, scope, loops);
        function.Body = new CheckedBlock(statement.Span, [done], null, PrimitiveType.Nothing);
        CheckedLambda lambda = new(statement.Span, new FunctionType([], PrimitiveType.Nothing), function);
        return new CheckedBackground(statement.Span, lambda, _source.Text.Substring(statement.Span.Start, statement.Span.Length));
    }

    private CheckedReturn CheckReturn(ReturnStatement leave)
    {
        bool isNothing = _function.Result == PrimitiveType.Nothing;
        if (leave.Value is null)
        {
            _function.Result ??= PrimitiveType.Nothing;
            if (!isNothing && _function.Result != PrimitiveType.Nothing) Complain(leave.Span, $"this function returns {Article(_function.Result)}");
            return new CheckedReturn(leave.Span, null);
        }
        CheckedExpression value = Check(leave.Value, isNothing ? null : _function.Result);
        if (_function.Result is null)
        {
            value = Keep(value);
            if (value.Type == PrimitiveType.Never) value = Mistake(leave.Value.Span, "this has no value that could be returned");
            _function.Result = value.Type;
        }
        else if (isNothing && value.Type != PrimitiveType.Nothing) Complain(leave.Value.Span, "nothing can be returned here");
        else if (!isNothing) value = Convert(value, _function.Result);
        return new CheckedReturn(leave.Span, value);
    }

    private CheckedExpression CheckBlock(BlockExpression block, ShellType? expected)
    {
        Scope outer = _scope;
        _scope = new Scope(outer);
        List<CheckedStatement> statements = [];
        CheckedExpression? value = null;
        for (int i = 0; i < block.Statements.Count; i++)
        {
            if (i == block.Statements.Count - 1 && block.Statements[i] is ExpressionStatement last) value = Check(last.Expression, expected);
            else if (CheckStatement(block.Statements[i], isOutermost: false) is { } statement) statements.Add(statement);
        }
        _scope = outer;
        bool leaves = statements.Count > 0 && statements[^1] is CheckedReturn or CheckedJump;
        return new CheckedBlock(block.Span, statements, value, value?.Type ?? (leaves ? PrimitiveType.Never : PrimitiveType.Nothing));
    }

    private CheckedExpression Condition(Expression syntax) => Convert(Check(syntax, PrimitiveType.Bool), PrimitiveType.Bool);
}
