using Internal.Runtime;

namespace System;

public readonly partial struct DateTime
{
    private const long NanosecondsPerTick = 100;

    public static DateTime UtcNow => new(UnixEpoch.Ticks + (long)SystemPlatform.UtcNow / NanosecondsPerTick, DateTimeKind.Utc);
}
