using Diesis.Abi;
using Diesis.Abi.Description;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>Makes up system calls: mostly such as could succeed, with something wrong here and there.</summary>
// SAFETY: what calls are given is looked at by nobody but the kernel.
internal unsafe struct FuzzCaller(ulong seed)
{
    /// <summary>What would leave the other threads alone, and what is likely to end the process.</summary>
    private const uint Exit = 73, ReturnToForeign = 79;

    public FuzzRandom Random = new(seed);

    public uint Number()
    {
        while (true)
        {
            uint number = (uint)Random.Below(Random.OneIn(64) ? FuzzReport.Numbers : SystemCallTable.End);
            if (number != Exit && (number != ReturnToForeign || Random.OneIn(1024))) return number;
        }
    }

    public Status Make(uint number)
        => SystemCallTable.FormOf(number) == CallForm.Message && SystemCallTable.ParameterCountOf(number) != 0 && !Random.OneIn(16)
            ? Exchange(number) : Invoke(number);

    private Status Exchange(uint number)
    {
        Message message = new()
        {
            Label = Value(), Word0 = Value(), Word1 = Value(), Word2 = Value(), Word3 = Value(), Word4 = Value(), Word5 = Value(),
            Handle0 = AnyHandle(), Handle1 = AnyHandle(), Handle2 = AnyHandle(), Handle3 = AnyHandle(),
        };
        ulong info = Random.Below(5) << 8 | Random.Below(0x100) << 11 | Random.Below(2) << 20;
        if (Random.OneIn(16)) info = Random.Next() & ~MessageInfo.NumberMask;
        if (Random.OneIn(4)) info = 0;
        // What waits has an end, as a rule.
        if (!Random.OneIn(8))
        {
            info = info & ~(7UL << 8) | Random.Below(4) << 8 | 1UL << 19;
            message.Handle3 = new Handle(Deadline());
        }
        message.Info = new MessageInfo(info);
        ulong handle = SystemCallTable.ParameterOf(number, 0).Kind == ParameterKind.Handle ? HandleFor(SystemCallTable.ParameterOf(number, 0).Target) : Value();
        return (Status)(uint)SystemCall.Exchange(number, handle, &message);
    }

    private Status Invoke(uint number)
    {
        RawCall.Arguments arguments = default;
        int register = 0;
        ObjectType made = ObjectType.None;
        for (int i = 0; i < SystemCallTable.ParameterCountOf(number); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(number, i);
            if (parameter.Kind == ParameterKind.HandleOut && made == ObjectType.None) made = parameter.Target;
            if (parameter.Registers == 0 || register + parameter.Registers > RawCall.Registers) continue;
            arguments[register] = ValueFor(parameter);
            if (parameter.Registers == 2) arguments[register + 1] = FuzzArena.Length(ref Random);
            register += parameter.Registers;
        }
        for (; register < RawCall.Registers; register++) arguments[register] = Value();
        if (Random.OneIn(16)) arguments[(int)Random.Below(RawCall.Registers)] = Value();
        SystemCall.Answer answer = SystemCall.Invoke(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5],
            arguments[6], arguments[7]);
        var status = (Status)(uint)answer.Status;
        if (status == Status.Ok && made != ObjectType.None) FuzzPool.Add(ref Random, made, new Handle(answer.Result));
        return status;
    }

    private ulong ValueFor(Parameter parameter) => parameter.Kind switch
    {
        ParameterKind.Handle => HandleFor(parameter.Target),
        ParameterKind.Choice or ParameterKind.Flags when !Random.OneIn(16) => Random.Below(parameter.Most + 1),
        ParameterKind.BytesIn or ParameterKind.BytesOut => FuzzArena.Address(ref Random),
        _ => Value(),
    };

    private ulong HandleFor(ObjectType type) => Random.Below(32) switch
    {
        0 => Value(),
        1 => 0,
        2 => FuzzPool.Take(ref Random, ObjectType.None).Value,
        _ => FuzzPool.Take(ref Random, type).Value,
    };

    private Handle AnyHandle() => new(HandleFor(ObjectType.None));

    private ulong Deadline() => Random.Below(4) switch
    {
        0 => 0,
        1 => World.Never,
        2 => Value(),
        _ => World.In(Random.Below(20 * World.Microsecond)),
    };

    /// <summary>A number that may mean anything.</summary>
    private ulong Value() => Random.Below(9) switch
    {
        0 => Random.Below(3),
        1 or 2 => Random.Below(10),
        3 or 4 => FuzzArena.Page(ref Random),
        5 => FuzzArena.Address(ref Random),
        6 => Deadline(),
        7 => FuzzArena.Length(ref Random),
        _ => Unlikely(),
    };

    private ulong Unlikely() => Random.Below(5) switch
    {
        0 => Random.Next(),
        1 => ulong.MaxValue - Random.Below(16),
        2 => 1UL << (int)Random.Below(64),
        3 => (1UL << (int)Random.Below(64)) - 1,
        _ => Random.Next() >> (int)Random.Below(64),
    };
}
