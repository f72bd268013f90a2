/*
 * Mappings in the space of one core that were made by a handle of another's table: they go with the handle.
 *
 * Models kernel/intercore/remote/CpuDriver.FarHolders.cs, TryRemoveFar in kernel/capabilities/CpuDriver.Handles.cs, and what a call does that goes on
 * several times in CpuDriver.Visitors.cs. Messages and calls from one core to another are handled in the order in which they were sent.
 *
 * Threads of core H map by a handle into a space of core S, and one of them gives the handle up meanwhile, or moves it to a process of S, which gives it up.
 * S reads H's table when it makes a call; it may put the call off, and go on with it later.
 *
 * Holds: when the handle is gone and nothing is on its way, nothing is mapped by it.
 */

/* BREAK NOTE_LATE: a core is noted as one with mappings when the call is over, and not before it is sent. */
/* BREAK SEND_FIRST: the space's core is told before the handle has left its table. */
/* BREAK KEEP_COPY: a call that goes on uses what it has read of the handle before. */
/* BREAK LOSE_NUMBER: a handle that moves leaves its number behind. */

#define THREADS 2
#define CALLS   2                   /* that each thread makes */

mtype = { Map, Unmap, Move };

/* Core H: the handle is in its table; it may have mappings on S. */
bool isInTable = true, isNoted, isOver;
byte calls[THREADS];
bool isOpen[THREADS];

/* Core S: what is mapped by the handle; calls that were put off, and what they had read; the handle, when it has come here. */
byte mapped;
bool isPutOff[THREADS], hadRead[THREADS], isHere, isNotedHere;

chan toSpace = [THREADS + 2] of { mtype, byte };

#define IS_GONE    (isOver && !isInTable && !isHere)
#define IS_AT_REST (len(toSpace) == 0 && !isOpen[0] && !isOpen[1])

inline check() { assert(!(IS_GONE && IS_AT_REST) || mapped == 0) }

proctype Mapper(byte thread)
{
    do
    :: atomic { calls[thread] < CALLS && isInTable && !isOpen[thread] ->
#ifndef NOTE_LATE
           isNoted = true;
#endif
           calls[thread]++;
           isOpen[thread] = true;
           toSpace!Map, thread }
#ifdef NOTE_LATE
    :: calls[thread] > 0 && !isOpen[thread] && !isNoted -> isNoted = true
#endif
    :: calls[thread] > 0 -> break
    :: !isInTable -> break
    od
}

/* Gives the handle up, or has it move. Each is one entry into H's kernel, which S may see any part of. */
proctype Owner()
{
    if
    :: true ->
#ifdef SEND_FIRST
        if :: isNoted -> toSpace!Unmap, 0 :: else fi;
        isInTable = false;
#else
        isInTable = false;
        if :: isNoted -> toSpace!Unmap, 0 :: else fi;
#endif
        d_step { isOver = true; check() }
    :: true ->
        isInTable = false;
        toSpace!Move, isNoted;
        d_step { isOver = true; check() }
    fi
}

inline serve(thread, isThere)
{
    if
    :: isThere -> mapped++
    :: else
    fi;
    isPutOff[thread] = false;
    isOpen[thread] = false;
    check()
}

proctype Space()
{
    mtype what;
    byte value;

end:
    do
    :: d_step { toSpace?Map, value -> serve(value, isInTable); value = 0 }
    :: d_step { toSpace?Map, value -> isPutOff[value] = true; hadRead[value] = isInTable; value = 0 }
#ifdef KEEP_COPY
    :: d_step { isPutOff[0] -> serve(0, hadRead[0]) }
    :: d_step { isPutOff[1] -> serve(1, hadRead[1]) }
#else
    :: d_step { isPutOff[0] -> serve(0, isInTable) }
    :: d_step { isPutOff[1] -> serve(1, isInTable) }
#endif
    :: d_step { toSpace?Unmap, _ -> mapped = 0; check() }
    :: d_step { toSpace?Move, value -> isHere = true;
#ifndef LOSE_NUMBER
           isNotedHere = value;
#endif
           value = 0 }
    :: d_step { isHere && isOver -> isHere = false;
           if :: isNotedHere -> mapped = 0 :: else fi;
           check() }
    od
}

init
{
    atomic { run Mapper(0); run Mapper(1); run Owner(); run Space() }
}
