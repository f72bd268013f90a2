using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Local;

/// <summary>
/// What generated probes ask (<c>NameProbe</c>: a service for each contract that only looks whether what it is given can be what the contract says). They look in other ways than the
/// generated dispatch and clients do, which they are to find out: by reflection, and by asking about every handle.
/// </summary>
public static class Probe
{
    [ThreadStatic] private static Random? _random;

    /// <summary>The same numbers in every run, on each thread.</summary>
    public static Random Random => _random ??= new(1);

    /// <summary>What should not have come through.</summary>
    public static ConcurrentQueue<string> Violations { get; } = [];

    private static void Expect(bool condition, string what)
    {
        if (!condition) Violations.Enqueue(what);
    }

    public static void Length(int length, int most) => Expect(length >= 0 && length <= most, $"a length of {length}, of {most}");

    public static void Value<T>(T value) where T : unmanaged => Look(typeof(T), value);

    public static void Values<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        foreach (T value in values) Look(typeof(T), value);
    }

    private static void Look(Type type, object value)
    {
        if (type == typeof(bool)) Expect(IsTruth((bool)value), "a truth that is neither");
        else if (type.IsEnum) Expect(IsMember(type, value), $"{value} of {type}");
        else if (!type.IsPrimitive)
            foreach (var field in FieldsOf(type)) Look(field.FieldType, field.GetValue(value)!);
    }

    private static bool IsTruth(bool value) => Unsafe.As<bool, byte>(ref value) <= 1;

    private static bool IsMember(Type type, object value)
    {
        if (!type.IsDefined(typeof(FlagsAttribute))) return Enum.IsDefined(type, value);
        ulong all = Enum.GetValues(type).Cast<object>().Aggregate(0UL, (bits, one) => bits | Bits(one));
        return (Bits(value) & ~all) == 0;
    }

    private static ulong Bits(object value) => Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType())) switch
    {
        ulong wide => wide,
        var number => unchecked((ulong)Convert.ToInt64(number)),
    };

    private static FieldInfo[] FieldsOf(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    /// <summary>A handle that came has to be of its type, with its rights; one that is owned goes.</summary>
    public static void Received<T>(Handle<T> handle, Rights rights, bool isOwned) where T : struct, IObject
    {
        Status status = Kernel.Query(handle, out ObjectInfo info);
        Expect(status == Status.Ok && info.Type == T.Type && (info.Rights & rights) == rights, $"{status}: a {info.Type} with {info.Rights} for a {T.Type} with {rights}");
        if (isOwned) _ = Kernel.Release(handle);
    }

    private static int _depth, _ended;

    /// <summary>Objects of probes that were disposed of.</summary>
    public static int EndedObjects => _ended;

    public static void Ended() => _ = Interlocked.Increment(ref _ended);

    /// <summary>An object that came is called, too, and then let go. One that leads to others of its kind is not followed for ever.</summary>
    public static void Received<T>(T served, Action<T> callAll)
    {
        const int deepest = 3;
        if (Interlocked.Increment(ref _depth) <= deepest) callAll(served);
        _ = Interlocked.Decrement(ref _depth);
        (served as IDisposable)?.Dispose();
    }

    /// <summary>Sometimes at once, sometimes later.</summary>
    public static async ValueTask Linger()
    {
        if (Random.Next(2) == 0) await Task.Yield();
    }

    /// <summary>Some value of a type.</summary>
    public static T Any<T>() where T : unmanaged => (T)Any(typeof(T));

    private static object Any(Type type)
    {
        if (type == typeof(bool)) return Random.Next(2) == 1;
        if (type.IsEnum)
        {
            var members = Enum.GetValues(type);
            return members.GetValue(Random.Next(members.Length))!;
        }
        object value = RuntimeHelpers.GetUninitializedObject(type);
        if (type.IsPrimitive)
        {
            if (type == typeof(float)) return Random.NextSingle();
            if (type == typeof(double)) return Random.NextDouble();
            if (type == typeof(char)) return (char)Random.Next(char.MaxValue);
            int bits = Marshal.SizeOf(type) * 8;
            long random = Random.NextInt64(long.MinValue, long.MaxValue) >> 64 - bits;
            return type.Name.StartsWith('U') || type == typeof(byte)
                ? Convert.ChangeType(unchecked((ulong)random) & ulong.MaxValue >> 64 - bits, type) : Convert.ChangeType(random, type);
        }
        foreach (var field in FieldsOf(type)) field.SetValue(value, Any(field.FieldType));
        return value;
    }

    /// <summary>At most so many values.</summary>
    public static T[] AnyItems<T>(int most) where T : unmanaged
    {
        var items = new T[Random.Next(most + 1)];
        foreach (ref T item in items.AsSpan()) item = Any<T>();
        return items;
    }

    public static void Fill<T>(Span<T> room) where T : unmanaged
    {
        foreach (ref T item in room) item = Any<T>();
    }

    public static string AnyText(int most) => new(AnyItems<char>(most));

    /// <summary>Mostly that all is well.</summary>
    public static Status AnyStatus() => Random.Next(4) == 0 ? (Status)Random.Next((int)Status.BadMessage) : Status.Ok;

    /// <summary>A handle to an object of this type, with all rights.</summary>
    public static Handle<T> Make<T>() where T : struct, IObject
    {
        lock (LocalKernel.Gate)
        {
            LocalObject made = T.Type switch
            {
                ObjectType.Endpoint => new LocalEndpoint(),
                ObjectType.Notification => new LocalNotification(),
                ObjectType.MemoryObject => new LocalMemory(1),
                _ => new LocalPlainObject(T.Type),
            };
            return new(LocalProcess.Current.Add(new(made, HandleKind.Strong, Rights.All, 0, null)));
        }
    }

    public static void Release(Handle handle) => _ = Kernel.Release(handle);
}
