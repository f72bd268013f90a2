using Diesis.Abi.Description;
using Diesis.Abi;
using static Diesis.Abi.Description.SystemCallNumber;
using Diesis.Machines.Simulated;
using System.Text;

namespace Diesis.Simulating;

/// <summary>Chooses system calls out of all that are declared, with arguments that make sense mostly.</summary>
internal sealed class RandomCalls
{
    /// <summary>Where programs have their memory, small pages and large ones.</summary>
    public const ulong Arena = 0x10_0000, LargeArena = 0x4000_0000;
    private const int ArenaPages = 24;

    private const int MostHandlesKept = 8;

    private static readonly (uint Number, int UpTo)[] Weighted = Weigh();
    private static readonly Shape[][] ShapesOf = FindShapes();

    private readonly Simulation _world;
    private readonly Func<ulong> _newEntry;

    /// <summary>Handles that were used before, and may be gone.</summary>
    private readonly ulong[] _old = new ulong[MostHandlesKept];

    /// <summary>What was used or made last, of each type: mostly it is used again, so that calls follow from each other.</summary>
    private readonly ulong[] _recent = new ulong[(int)ObjectType.SystemControl + 1];

    /// <summary>What this thread does more often than others.</summary>
    private readonly Habit _habit;

    private SeededRandom _random;

    /// <summary>The call made last.</summary>
    private uint _number;

    /// <param name="newEntry">Where another program begins.</param>
    public RandomCalls(Simulation world, SeededRandom random, Func<ulong> newEntry)
    {
        _world = world;
        _random = random;
        _newEntry = newEntry;
        _habit = (Habit)_random.Below(_world.Hardware.HasDevices ? 5 : 4);
    }

    private enum Habit
    {
        None,
        Serves,
        Calls,
        Waits,
        Drives,
    }

    private static (uint, int)[] Weigh()
    {
        var weighted = new List<(uint, int)>();
        int sum = 0;
        for (uint number = 0; number < SystemCallTable.End; number++)
        {
            if (SystemCallTable.IsDeclared(number)) weighted.Add((number, sum += Shapes.WeightOf(Name(number))));
        }
        return [.. weighted];
    }

    private static Shape[][] FindShapes()
    {
        var shapes = new Shape[SystemCallTable.End][];
        for (uint number = 0; number < SystemCallTable.End; number++) shapes[number] = Shapes.Of(Name(number)).ToArray();
        return shapes;
    }

    private static string Name(uint number) => Encoding.UTF8.GetString(SystemCallTable.NameOf(number));

    /// <summary>The next call.</summary>
    /// <param name="last">What came of the last.</param>
    public SystemCallRegisters Next(in SystemCallRegisters last)
    {
        if ((Status)(uint)last.Number == Status.Ok) Learn(in last);
        _number = OwnHandles.HasOne(ObjectType.Reply) && _random.OneIn(6) ? Reply : OwnHandles.OwesReply && _random.OneIn(2) ? NextAnswer() : _random.OneIn(3) ? NextHabit() : NextNumber();
        return SystemCallTable.FormOf(_number) == CallForm.Message ? NextMessage(_number, in last) : NextValues(_number);
    }

    /// <summary>Takes notice of what the last call has made.</summary>
    private void Learn(in SystemCallRegisters last)
    {
        ReadOnlySpan<ulong> made = [last.A1, last.A2];
        int place = 0;
        for (int i = 0; i < SystemCallTable.ParameterCountOf(_number) && place < made.Length; i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(_number, i);
            if (!parameter.IsOut) continue;
            if (parameter.Kind == ParameterKind.HandleOut) _recent[(int)parameter.Target] = made[place];
            place++;
        }
    }

    private uint NextHabit() => _habit switch
    {
        Habit.Serves => _random.OneIn(2) ? Receive : ReplyReceive,
        Habit.Calls => Call,
        Habit.Waits => _random.OneIn(3) ? Signal : Wait,
        Habit.Drives => SystemCallNumber.CreateInterrupt + (uint)_random.Below((int)(SystemCallNumber.UnmapDma - SystemCallNumber.CreateInterrupt) + 1),
        _ => NextNumber(),
    };

    private uint NextAnswer() => _random.Below(5) switch { 0 or 1 => Reply, 2 or 3 => ReplyReceive, _ => KeepReply };

    /// <summary>A call, mostly one that the process has an object for.</summary>
    private uint NextNumber()
    {
        uint number = NextWeighted();
        for (int tries = 3; tries > 0 && !_random.OneIn(8) && !HasObject(number); tries--) number = NextWeighted();
        return number;
    }

    private uint NextWeighted()
    {
        int chosen = _random.Below(Weighted[^1].UpTo);
        int index = 0;
        while (Weighted[index].UpTo <= chosen) index++;
        return Weighted[index].Number;
    }

    private static bool HasObject(uint number)
    {
        if (SystemCallTable.ParameterCountOf(number) == 0) return true;
        Parameter first = SystemCallTable.ParameterOf(number, 0);
        return first.Kind != ParameterKind.Handle || first.IsOptional || OwnHandles.HasOne(first.Target);
    }

    private SystemCallRegisters NextValues(uint number)
    {
        Span<ulong> arguments = stackalloc ulong[8];
        arguments.Clear();
        ReadOnlySpan<Shape> shapes = ShapesOf[number];
        int used = 0, shape = 0;
        Rights rights = Rights.None;
        for (int i = 0; i < SystemCallTable.ParameterCountOf(number); i++)
        {
            Parameter parameter = SystemCallTable.ParameterOf(number, i);
            switch (parameter.Kind)
            {
                case ParameterKind.Handle:
                    arguments[used++] = NextHandle(in parameter, out rights);
                    break;
                case ParameterKind.Choice:
                    arguments[used++] = _random.OneIn(32) ? NextAny() : _random.Next() % (parameter.Most + 1);
                    break;
                case ParameterKind.Flags when shape < shapes.Length && shapes[shape] == Shape.Rights:
                    arguments[used++] = NextOf(shapes[shape++], number, rights);
                    break;
                case ParameterKind.Flags:
                    arguments[used++] = _random.OneIn(2) ? 0 : _random.Next() & (_random.OneIn(32) ? ulong.MaxValue : parameter.Most);
                    break;
                default:
                    for (int r = parameter.Registers; r > 0; r--)
                        arguments[used++] = NextOf(shape < shapes.Length ? shapes[shape++] : Shape.Any, number, rights);
                    break;
            }
        }
        return new SystemCallRegisters
        {
            Number = number,
            A0 = arguments[0],
            A1 = arguments[1],
            A2 = arguments[2],
            A3 = arguments[3],
            A4 = arguments[4],
            A5 = arguments[5],
            A6 = arguments[6],
            A7 = arguments[7],
        };
    }

    private SystemCallRegisters NextMessage(uint number, in SystemCallRegisters last)
    {
        // A fault is answered by a verdict, and by where to go on: behind what faulted.
        Message message = new() { Label = (ulong)_random.Below(4), Word0 = last.A2 + 1, Word1 = _random.Next(), Word5 = _random.Next() };
        ulong target = 0;
        if (number == Call) target = NextHandle(ObjectType.Endpoint, Rights.Call, out _);
        else if (number == Receive || number == ReplyReceive) target = NextHandle(ObjectType.Endpoint, Rights.Serve, out _);
        else if (number == Signal) target = NextHandle(ObjectType.Notification, Rights.Signal, out _);
        else if (number == Reply && (!OwnHandles.OwesReply || _random.OneIn(4))) target = NextHandle(ObjectType.Reply, Rights.None, out _);
        if (number == Signal) return new SystemCallRegisters { Number = number, A0 = target, A1 = NextOf(Shape.Bits, number, default) };

        bool isPlain = _random.OneIn(3);
        if (!isPlain)
        {
            for (int handles = _random.OneIn(2) ? 0 : 1 + _random.Below(Message.MostHandles); handles > 0; handles--)
                _ = message.TryAdd(new Handle(NextPassed()), (HandlePassing)_random.Below(3));
            if (!_random.OneIn(4)) message.Info = message.Info.Accepting();
            if (!_random.OneIn(4)) _ = message.TrySetDeadline(NextOf(Shape.Deadline, number, default));
        }
        return new SystemCallRegisters
        {
            Number = number | message.Info.Bits,
            A0 = target,
            A1 = message.Label,
            A2 = message.Word0,
            A3 = message.Word1,
            A7 = message.Word5,
            H0 = message.Handle0.Value,
            H1 = message.Handle1.Value,
            H2 = message.Handle2.Value,
            H3 = message.Handle3.Value,
        };
    }

    private ulong NextPassed() => _random.OneIn(32)
        ? NextHandle(ObjectType.None, Rights.Transfer, out _)
        : OwnHandles.Choose(ref _random, ObjectType.None, Rights.Transfer | Rights.Clone, call: 0, out _);

    private ulong NextHandle(in Parameter parameter, out Rights rights)
    {
        rights = Rights.None;
        if (parameter.IsOptional && _random.OneIn(4)) return 0;
        return NextHandle(parameter.Target, parameter.Needs, out rights);
    }

    /// <summary>The type of something that was used before: so what there are few of is used, too.</summary>
    private ObjectType NextMade()
    {
        var type = (ObjectType)_random.Below(_recent.Length);
        return _recent[(int)type] == 0 ? ObjectType.None : type;
    }

    private ulong NextHandle(ObjectType type, Rights needs, out Rights rights)
    {
        rights = Rights.All;
        // What is made seldom, or ends much, is made wrongly the more often.
        bool isRare = type is ObjectType.Timer or ObjectType.Interrupt or ObjectType.DmaSpace or ObjectType.SystemControl or ObjectType.Lease
            || _number is EndProcess or EndThread or EndBudget;
        int odd = _random.Below(isRare ? 16 : 64);
        if (odd == 0) return _random.OneIn(2) ? NextAny() : 0;
        if (odd <= 2) return _old[_random.Below(MostHandlesKept)];
        if (odd == 4) return OwnHandles.Choose(ref _random, type, Rights.None, call: 0, out rights);
        if (odd == 6) return OwnHandles.Guess();
        if (odd == 5) return OwnHandles.Choose(ref _random, type, Rights.None, Suitable.ForNothing, out rights);
        if (type == ObjectType.None && _random.OneIn(2)) type = NextMade();
        if (_number == NotifyOfEnd && type == ObjectType.None) type = _random.OneIn(2) ? ObjectType.Process : ObjectType.Thread;
        ulong chosen = _recent[(int)type];
        if (_random.OneIn(2) && OwnHandles.IsOf(chosen, type, _number))
        {
            rights = OwnHandles.RightsOf(new Handle(chosen));
            return chosen;
        }
        chosen = OwnHandles.Choose(ref _random, odd == 3 ? ObjectType.None : type, needs, _number, out rights);
        _recent[(int)type] = chosen;
        if (_random.OneIn(4)) _old[_random.Below(MostHandlesKept)] = chosen;
        return chosen;
    }

    /// <summary>The address of a word that a program touches.</summary>
    public ulong NextAddress(bool isWrite)
        => (_random.OneIn(200) ? NextOf(Shape.Address, 0, default) : OwnHandles.ChooseMapped(ref _random, NextPage(), isWrite)) & ~7UL;

    private ulong NextOf(Shape shape, uint call, Rights rights)
    {
        if (_random.OneIn(60)) return NextAny();
        return shape switch
        {
            Shape.Few => (ulong)_random.Below(4),
            Shape.Line => (ulong)_random.Below(_random.OneIn(12) ? 80 : SimulatedHardware.DeviceCount),
            Shape.Size => _random.OneIn(16) ? (ulong)_random.Below(1 << _random.Below(18)) : 1 + (ulong)_random.Below(6),
            Shape.Pages => _random.OneIn(16) ? (ulong)_random.Below(1 << _random.Below(18)) : (ulong)_random.Below(4),
            Shape.DevicePage => _world.Hardware.FirstDevicePage + (ulong)_random.Below(64),
            Shape.PageAddress => NextPage(),
            Shape.MappedPage when !_random.OneIn(6) => OwnHandles.ChooseMapped(ref _random, NextPage(), isWrite: false) & ~(MemoryLayout.PageSize - 1),
            Shape.MappedPage => NextPage(),
            Shape.Address when _random.OneIn(6) => NextPage() + (_random.OneIn(2) ? (ulong)_random.Below(4096) : 0),
            Shape.Address => OwnHandles.ChooseMapped(ref _random, NextPage(), isWrite: true),
            Shape.Offset => (ulong)_random.Below(6) * MemoryLayout.PageSize + (_random.OneIn(2) ? (ulong)_random.Below(4096) : 0),
            Shape.Bytes => (ulong)_random.Below(48) * MemoryLayout.PageSize,
            Shape.Length => NextLength(call),
            Shape.TextLength => (ulong)_random.Below(_random.OneIn(4) ? 1000 : 8),
            Shape.Deadline => NextDeadline(),
            Shape.Duration => _random.OneIn(3) ? 0 : 10_000 + (ulong)_random.Below(20_000),
            Shape.Rights => (ulong)rights & (_random.OneIn(2) ? ulong.MaxValue : _random.Next()),
            Shape.Bits => _random.OneIn(24) ? 0 : 1UL << _random.Below(6),
            Shape.Entry => _random.OneIn(8) ? NextAny() : _newEntry(),
            _ => NextAny(),
        };
    }

    private ulong NextPage()
        => _random.OneIn(12) ? LargeArena + (ulong)_random.Below(1100) * MemoryLayout.PageSize : Arena + (ulong)_random.Below(ArenaPages) * MemoryLayout.PageSize;

    private ulong NextDeadline() => _random.Below(8) switch
    {
        0 => ulong.MaxValue,
        1 => 0,
        2 => (ulong)_random.Below(1000),
        _ => _world.Hardware.Now + (ulong)_random.Below(3000),
    };

    private unsafe ulong NextLength(uint call)
    {
        if (_random.OneIn(4)) return (ulong)_random.Below(10_000);
        return call == Query ? (ulong)sizeof(ObjectInfo) : (ulong)sizeof(ThreadRegisters);
    }

    private ulong NextAny() => _random.Below(4) switch
    {
        0 => _random.Next(),
        1 => (ulong)_random.Below(16),
        2 => 1UL << _random.Below(64),
        _ => (1UL << _random.Below(64)) - 1,
    };
}
