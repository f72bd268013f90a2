/*
 * A thread that goes on on another core.
 *
 * Models kernel/scheduling/CpuDriver.Migration.cs (the old thread is held still, the new one made, the old one ended), PinSecond and what
 * gives pins up in kernel/intercore/remote/CpuDriver.Pins.cs, CpuDriver.RemoteCalls.cs and CpuDriver.Visitors.cs, and Suspend, Resume
 * and EndThread in kernel/syscalls/Threads.cs and kernel/scheduling/CpuDriver.Threads.cs.
 *
 * Three cores: that of the old thread, that of the new one, and that of two threads that both want to migrate it, each of which may end
 * at any time. Others suspend, resume and end the old thread meanwhile.
 *
 * Holds: the program goes on in one place only, from where it stopped; the registers are there when they are copied; and in the end
 * nobody is held, and no page of a thread that has ended is left.
 */

/* BREAK RESUMES_HELD: a thread that is held can be resumed. */
/* BREAK ENDS_HELD: the page of a thread that ends goes, although another core reads it. */
/* BREAK LETS_GO_FIRST: the old thread is let go before its registers are copied. */
/* BREAK COPIES_ENDED: a thread that was ended while it was held goes on elsewhere. */
/* BREAK FORGETS_REFUSED: what was pinned for who has ended stays pinned. */

#define MIGRATORS 2
#define STEPS     3         /* of the program */
#define RESUMES   2

mtype = { Call, Pin, NeedsPin, Made, Failed, Pinned, NotPinned, Refused, LetGo };
mtype = { Idle, AtNew, AtOld, Over };

/* The old thread. */
bool isSuspended = true, isHeld, hasEnded, hasPage = true;
byte progress, resumes;

/* The new one. */
byte made, copied;

/* Those that migrate it. */
mtype doing[MIGRATORS] = Idle;
bool isWanted[MIGRATORS] = true, hasPin[MIGRATORS], tookPin[MIGRATORS];

chan toNew = [MIGRATORS] of { mtype, byte };
chan toOld = [4] of { mtype, byte, bool };          /* LetGo says whether the thread goes on elsewhere */
chan result = [4] of { mtype, byte };               /* to the migrators' core */

inline freeIfUnused()
{
    if
#ifndef ENDS_HELD
    :: hasEnded && !isHeld -> hasPage = false
#else
    :: hasEnded -> hasPage = false
#endif
    :: else -> skip
    fi
}

proctype Old()
{
    byte who;
    bool isTaken;
end:
    do
    :: atomic { !hasEnded && !isSuspended && progress < STEPS -> assert(made == 0); progress++ }
    :: atomic { !isSuspended -> isSuspended = true }
    :: atomic {
#ifndef RESUMES_HELD
        isSuspended && !hasEnded && !isHeld && resumes < RESUMES ->
#else
        isSuspended && !hasEnded && resumes < RESUMES ->
#endif
        resumes++;
        isSuspended = false
       }
    :: atomic { !hasEnded -> hasEnded = true; freeIfUnused() }
    :: atomic {
        toOld?Pin,who,isTaken ->
        if
        :: !hasEnded && isSuspended && !isHeld -> isHeld = true; result!Pinned,who
        :: else -> result!NotPinned,who
        fi;
        who = 0
       }
    :: atomic {
        toOld?LetGo,who,isTaken ->
        assert(isHeld);
        isHeld = false;
        hasEnded = hasEnded || isTaken;
        freeIfUnused();
        who = 0; isTaken = false
       }
    od
}

proctype New()
{
    byte who;
    bool wasEnded;
end:
    do
    :: toNew?Call,who ->
        tookPin[who] = false;
        if
        :: !hasPin[who] -> result!NeedsPin,who
        :: hasPin[who] ->
            /* Looked at once: others may end it at any time. */
            wasEnded = hasEnded;
            if
            /* It has ended, or the budget cannot pay for another thread. */
            :: result!Failed,who
#ifndef COPIES_ENDED
            :: !wasEnded;
#else
            :: skip;
#endif
#ifdef LETS_GO_FIRST
                toOld!LetGo,who,true;
#endif
                assert(hasPage);
                assert(!wasEnded);
                copied = progress;
                made++;
                assert(made == 1);
                tookPin[who] = true;
#ifndef LETS_GO_FIRST
                toOld!LetGo,who,true;
#endif
                result!Made,who
            fi;
            wasEnded = false
        fi;
        who = 0
    od
}

/* A migrator's thread is through, or has ended: what it still holds is given up. */
inline leave(who)
{
    if
    :: hasPin[who] -> hasPin[who] = false; toOld!LetGo,who,false
    :: else -> skip
    fi;
    doing[who] = Over
}

proctype Migrators()
{
    byte who;
    mtype what;
end:
    do
    :: atomic { doing[0] == Idle -> doing[0] = AtNew; toNew!Call,0 }
    :: atomic { doing[1] == Idle -> doing[1] = AtNew; toNew!Call,1 }
    :: atomic { isWanted[0] && doing[0] != Over -> isWanted[0] = false }
    :: atomic {
        result?what,who ->
        if
        :: what == Pinned && !isWanted[who] ->
#ifndef FORGETS_REFUSED
            toOld!LetGo,who,false;
#endif
            doing[who] = Over
        :: what == Pinned && isWanted[who] ->
            hasPin[who] = true;
            doing[who] = AtNew;
            toNew!Call,who
        :: what == NeedsPin && isWanted[who] ->
            doing[who] = AtOld;
            toOld!Pin,who,false
        :: what == Made ->
            if
            :: tookPin[who] -> hasPin[who] = false
            :: else -> skip
            fi;
            leave(who)
        :: else -> leave(who)
        fi;
        who = 0; what = 0
       }
    od
}

#define IS_AT_REST (len(toNew) == 0 && len(toOld) == 0 && len(result) == 0 && doing[0] == Over && doing[1] == Over)

init
{
    atomic { run Old(); run New(); run Migrators() };
end:
    atomic {
        IS_AT_REST ->
        assert(!isHeld);
        assert(!hasEnded || !hasPage);
        assert(made == 0 || hasEnded && copied == progress)
    }
}
