/*
 * Translations that other cores have to forget.
 *
 * Models kernel/memory/objects/CpuDriver.ShootDown.cs and kernel/intercore/PendingFlush.cs (what goes out of page tables is told to the cores
 * that use the space, one message at a time), the places where frames wait for that (HasOpenFlushes in kernel/memory/objects), and
 * PinSpace, UnpinSpace and TryLeaveSpace in kernel/intercore/remote/CpuDriver.FarSpaces.cs (cores begin to use a space, and stop).
 *
 * The space lives on the home core, which alone writes its page tables. The hardware of two other cores walks them and keeps what it
 * found. They join and leave as they like.
 *
 * Holds: nobody reaches a frame by an old translation when it belongs to somebody else; and when a call that took a page away returns,
 * no core keeps its translation.
 */

/* BREAK NO_HOLD: frames are given away while cores may still use them. */
/* BREAK MERGED_IS_DONE: what came while a flush was under way is taken to be done with it. */
/* BREAK KEEPS_TRANSLATIONS: a core that leaves the space forgets nothing. */
/* BREAK LEAVES_WITH_ANOTHER: the space has no users as soon as one has left it. */

#define CORES  2
#define PAGES  2
#define FRAMES 3
#define FLUSHES 3       /* that are asked for in all */
#define JOINS  2        /* of each core */
#define NONE   255

mtype = { Join, Leave, Flushed, Joined, Flush };
mtype = { Free, Mapped, Limbo, Foreign };

byte entry[PAGES] = NONE;
mtype owner[FRAMES] = Free;

typedef Core {
    byte known[PAGES];              /* what its hardware keeps: frames */
    bool isUser;                    /* the home core believes that it may use the page tables */
    byte joins;
    byte due, sent, done;           /* PendingFlush: numbers */
    bool pending[PAGES]             /* and what is due */
}
Core core[CORES];

byte last, unsettled, pins;              /* the last flush; cores that are not done; processes of other cores in the space */

/* Calls that have taken a page away, and wait: for which flush, and whose translation. */
byte awaits[PAGES], taken[PAGES] = NONE;

/* A ring each way: kind, number, and what is to be forgotten. */
chan up[CORES] = [3] of { mtype, byte };
chan down[CORES] = [3] of { mtype, byte, bool, bool };

#ifdef NO_HOLD
#define MAY_GO  true
#else
#define MAY_GO  (unsettled == 0)
#endif

#ifdef LEAVES_WITH_ANOTHER
#define IS_LAST true
#else
#define IS_LAST (pins == 0)
#endif

inline sendDue(c)
{
    if
    :: core[c].due != core[c].sent && core[c].sent == core[c].done ->
        core[c].sent = core[c].due;
        down[c]!Flush,core[c].due,core[c].pending[0],core[c].pending[1];
        core[c].pending[0] = false;
        core[c].pending[1] = false
    :: else -> skip
    fi
}

inline tell(c, page)
{
    if
    :: core[c].isUser ->
        if
        :: core[c].due == core[c].done -> unsettled++
        :: else -> skip
        fi;
        core[c].due = last;
        core[c].pending[page] = true;
        sendDue(c)
    :: else -> skip
    fi
}

inline unmap(page)
{
    atomic {
        entry[page] != NONE && taken[page] == NONE && last < FLUSHES ->
        taken[page] = entry[page];
        owner[entry[page]] = Limbo;
        entry[page] = NONE;
        last++;
        tell(0, page);
        tell(1, page);
        awaits[page] = last
    }
}

inline map(page)
{
    atomic {
        entry[page] == NONE && taken[page] == NONE ->
        if
        :: owner[0] == Free -> owner[0] = Mapped; entry[page] = 0
        :: owner[1] == Free -> owner[1] = Mapped; entry[page] = 1
        :: owner[2] == Free -> owner[2] = Mapped; entry[page] = 2
        :: else -> skip
        fi
    }
}

/* The last flush that is done everywhere. */
inline findDone()
{
    all = last;
    if
    :: core[0].due != core[0].done && core[0].done < all -> all = core[0].done
    :: else -> skip
    fi;
    if
    :: core[1].due != core[1].done && core[1].done < all -> all = core[1].done
    :: else -> skip
    fi
}

/* A call returns when all flushes up to its own are done. */
inline goOn(page)
{
    atomic {
        taken[page] != NONE ->
        findDone();
        if
        :: awaits[page] <= all ->
            assert(core[0].known[page] != taken[page] && core[1].known[page] != taken[page]);
            taken[page] = NONE;
            awaits[page] = 0
        :: else -> skip
        fi;
        all = 0
    }
}

/* A frame that is in no page table any more goes to somebody else. */
inline giveBack(frame)
{
    atomic {
        owner[frame] == Limbo && MAY_GO -> owner[frame] = Foreign
    }
}

inline handle(c)
{
    atomic {
        up[c]?kind,number ->
        if
        :: kind == Join ->
            pins++;
            core[c].isUser = true;
            down[c]!Joined,0,0,0
        :: kind == Leave ->
            pins--;
            if
            :: IS_LAST ->
                core[0].isUser = false;
                core[1].isUser = false
            :: else -> skip
            fi
        :: kind == Flushed ->
#ifndef MERGED_IS_DONE
            core[c].done = number;
#else
            core[c].done = core[c].due;
            core[c].sent = core[c].due;
#endif
            if
            :: core[c].due == core[c].done -> unsettled--
            :: else -> skip
            fi;
            sendDue(c)
        fi;
        number = 0;
        kind = 0
    }
}

proctype Home()
{
    mtype kind;
    byte number, all;
end:
    do
    :: map(0)
    :: map(1)
    :: unmap(0)
    :: unmap(1)
    :: goOn(0)
    :: goOn(1)
    :: giveBack(0)
    :: giveBack(1)
    :: giveBack(2)
    :: handle(0)
    :: handle(1)
    od
}

/* The processor finds a page in the tables, or knows it already, and reaches the frame. */
inline touch(page)
{
    atomic {
        isIn ->
        if
        :: core[me].known[page] == NONE -> core[me].known[page] = entry[page]
        :: else -> skip
        fi;
        assert(core[me].known[page] == NONE || owner[core[me].known[page]] != Foreign && owner[core[me].known[page]] != Free)
    }
}

inline forget(page, isDue)
{
    if
    :: isDue -> core[me].known[page] = NONE
    :: else -> skip
    fi
}

proctype Other(byte me)
{
    bool isIn, first, second;
    byte number;
end:
    do
    :: touch(0)
    :: touch(1)
    :: atomic { !isIn && core[me].joins < JOINS -> core[me].joins++; up[me]!Join,0 };
       /* A thread begins only when the answer is there; messages are handled meanwhile. */
       do
       :: down[me]?Joined,number,first,second -> isIn = true; break
       :: atomic {
            down[me]?Flush,number,first,second ->
            forget(0, first);
            forget(1, second);
            up[me]!Flushed,number;
            number = 0; first = false; second = false
          }
       od
    :: atomic {
        isIn ->
        isIn = false;
#ifndef KEEPS_TRANSLATIONS
        core[me].known[0] = NONE;
        core[me].known[1] = NONE;
#endif
        up[me]!Leave,0
       }
    :: atomic {
        down[me]?Flush,number,first,second ->
        forget(0, first);
        forget(1, second);
        up[me]!Flushed,number;
        number = 0; first = false; second = false
       }
    od
}

init
{
    atomic {
        core[0].known[0] = NONE; core[0].known[1] = NONE;
        core[1].known[0] = NONE; core[1].known[1] = NONE;
        run Home();
        run Other(0);
        run Other(1)
    }
}
