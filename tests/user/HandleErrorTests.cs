using Diesis.Abi;
using Diesis.Abi.Description;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>What is wrong with a handle or an argument is found before a call does anything: of every call, from its declaration.</summary>
internal static class HandleErrorTests
{
    private const ulong NeverGiven = 0xDEAD_BEEF_0000_0001;

    [UserTest]
    public static void AValueThatIsNoHandleIsBad(ref Test test)
    {
        for (uint number = 0; number < SystemCallTable.End; number++)
        for (int i = 0; i < SystemCallTable.ParameterCountOf(number); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(number, i);
            if (parameter.Kind != ParameterKind.Handle || !TryPrepare(number, i, out RawCall.Arguments arguments, out int register)) continue;
            arguments[register] = NeverGiven;
            test.StatusOf(number, i, Status.BadHandle, RawCall.Make(number, arguments));
            arguments[register] = 0;
            if (!parameter.IsOptional) test.StatusOf(number, i, Status.BadHandle, RawCall.Make(number, arguments));
        }
    }

    [UserTest]
    public static void AReleasedHandleIsBad(ref Test test)
    {
        for (uint number = 0; number < SystemCallTable.End; number++)
        for (int i = 0; i < SystemCallTable.ParameterCountOf(number); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(number, i);
            if (parameter.Kind != ParameterKind.Handle || !TryPrepare(number, i, out RawCall.Arguments arguments, out int register)) continue;
            arguments[register] = Released(parameter.Target).Value;
            if (arguments[register] != 0) test.StatusOf(number, i, Status.BadHandle, RawCall.Make(number, arguments));
        }
    }

    [UserTest]
    public static void AnObjectOfAnotherTypeIsRefused(ref Test test)
    {
        for (uint number = 0; number < SystemCallTable.End; number++)
        for (int i = 0; i < SystemCallTable.ParameterCountOf(number); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(number, i);
            if (parameter.Kind != ParameterKind.Handle || parameter.Target == ObjectType.None) continue;
            if (!TryPrepare(number, i, out RawCall.Arguments arguments, out int register)) continue;
            arguments[register] = Samples.OtherThan(parameter.Target).Value;
            test.StatusOf(number, i, Status.WrongType, RawCall.Make(number, arguments));
        }
    }

    [UserTest]
    public static void EachRightThatIsNeededIsMissed(ref Test test)
    {
        for (uint number = 0; number < SystemCallTable.End; number++)
        for (int i = 0; i < SystemCallTable.ParameterCountOf(number); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(number, i);
            if (parameter.Kind != ParameterKind.Handle || !TryPrepare(number, i, out RawCall.Arguments arguments, out int register)) continue;
            for (int bit = 0; bit < 16; bit++)
            {
                var right = (Rights)(1 << bit);
                if ((parameter.Needs & right) == 0) continue;
                Handle lesser = Without(parameter.Target, right);
                if (lesser.IsNone) continue;
                arguments[register] = lesser.Value;
                test.StatusOf(number, i, Status.NotPermitted, RawCall.Make(number, arguments));
                _ = Kernel.Release(lesser);
            }
        }
    }

    [UserTest]
    public static void AWeakHandleToWhatIsGoneIsDead(ref Test test)
    {
        for (uint number = 0; number < SystemCallTable.End; number++)
        for (int i = 0; i < SystemCallTable.ParameterCountOf(number); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(number, i);
            if (parameter.Kind != ParameterKind.Handle || IsAskedOfDead(number)) continue;
            if (!TryPrepare(number, i, out RawCall.Arguments arguments, out int register)) continue;
            arguments[register] = Dead(parameter.Target).Value;
            if (arguments[register] == 0) continue;
            test.StatusOf(number, i, Status.Dead, RawCall.Make(number, arguments));
            _ = Kernel.Release(new Handle(arguments[register]));
        }
    }

    [UserTest]
    public static void AnArgumentBeyondItsRangeIsRefused(ref Test test)
    {
        for (uint number = 0; number < SystemCallTable.End; number++)
        for (int i = 0; i < SystemCallTable.ParameterCountOf(number); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(number, i);
            if (parameter.Kind is not (ParameterKind.Number or ParameterKind.Choice or ParameterKind.Flags)) continue;
            if (!TryPrepare(number, i, out RawCall.Arguments arguments, out int register)) continue;
            for (int bit = 0; bit < 64; bit++)
            {
                ulong wrong = 1UL << bit;
                if (parameter.Kind == ParameterKind.Flags ? (wrong & ~parameter.Most) == 0 : wrong <= parameter.Most) continue;
                arguments[register] = wrong;
                test.StatusOf(number, i, Status.BadArgument, RawCall.Make(number, arguments));
            }
        }
    }

    /// <summary>Releasing and asking are for handles to what is gone, too.</summary>
    private static bool IsAskedOfDead(uint number)
        => SameText.Is(SystemCallTable.NameOf(number), "Release"u8) || SameText.Is(SystemCallTable.NameOf(number), "Query"u8);

    /// <summary>
    /// Arguments of a call of which those before a parameter are as they should be. Arguments are looked at in their order, so that the
    /// parameter decides.
    /// </summary>
    /// <returns>False when this machine has no object to make them of.</returns>
    private static bool TryPrepare(uint number, int upTo, out RawCall.Arguments arguments, out int register)
    {
        arguments = default;
        register = 0;
        if (!RawCall.IsAnswered(number)) return false;
        for (int i = 0; i < upTo; i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(number, i);
            if (parameter.Kind == ParameterKind.Handle)
            {
                Handle sample = Samples.Of(parameter.Target == ObjectType.None ? ObjectType.Notification : parameter.Target);
                if (sample.IsNone) return false;
                arguments[register] = sample.Value;
            }
            register += parameter.Registers;
        }
        return register < RawCall.Registers;
    }

    private static Handle Released(ObjectType type)
    {
        Handle made = Samples.Make(type == ObjectType.None ? ObjectType.Notification : type);
        if (!made.IsNone) _ = Kernel.Release(made);
        return made;
    }

    private static Handle Without(ObjectType type, Rights right)
    {
        Handle sample = Samples.Of(type == ObjectType.None ? ObjectType.Notification : type);
        Rights rest = World.InfoOf(sample).Rights & ~right;
        return Kernel.Clone(sample, rest, 0, out Handle lesser) == Status.Ok ? lesser : default;
    }

    /// <summary>A weak handle to an object that was released; none for types whose objects others hold, too.</summary>
    private static Handle Dead(ObjectType type)
    {
        if (type is ObjectType.Interrupt or ObjectType.IoPorts or ObjectType.SystemControl) return default;
        Handle made = Samples.Make(type == ObjectType.None ? ObjectType.Notification : type);
        if (made.IsNone) return default;
        Status status = Kernel.Weaken(made, Rights.All, out Handle weak);
        _ = Kernel.Release(made);
        return status == Status.Ok ? weak : default;
    }
}
