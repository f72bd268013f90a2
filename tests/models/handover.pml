/*
 * References that go from one core to another, and handles that lead back.
 *
 * Models kernel/intercore/remote/CpuDriver.RemoteCalls.cs and CpuDriver.Visitors.cs (a thread of core B makes a system call on core A,
 * which reads B's handle table), kernel/capabilities/HandleTable.cs (entries are written word by word) and TryRemoveHandle in
 * kernel/capabilities/CpuDriver.Handles.cs (a handle that goes is told to its object's core).
 *
 * Two objects live on core A. A process of core B has a handle to each. Its threads have A make more of them, move them to a process of
 * A, release them, name handles that they have only guessed, and are cancelled or end while the call is open. Calls and drops go by
 * channels of their own, so nothing rests on the order between the two.
 *
 * Holds: no object is ever counted less often than there are usable handles to it, so none is used after its end; what a handle's
 * entry says is never read beside the object of another; and at the end both counts are exact.
 */

/* BREAK COUNT_LATE: a reference is counted when the handle has arrived, and not before it leaves. */
/* BREAK KEY_FIRST: an entry can be found before the rest of it is written. */
/* BREAK LOOK_ONCE: an entry may go while it is read. */
/* BREAK NO_LOCK: a handle can still be used and released while it goes along with a call. */

#define OBJECTS 2
#define PLACES  4
#define THREADS 2
#define NOBODY  255
#define CALLS   1                   /* that each thread makes; more would need more places */

mtype = { Clone, Move };

/* Core A. */
byte count[OBJECTS] = 1;            /* what the object's core believes */
bool isAlive[OBJECTS] = true;
byte atHome[OBJECTS];               /* handles of a process of A */

/* Core B's table: a key is a generation, 0 for a free place. What an entry means is that it leads to this object. */
byte key[PLACES], object[PLACES], meaning[PLACES], generation[PLACES];

/* A thread of B, and what its call has given. */
bool isOpen[THREADS], isWanted[THREADS];
byte place[THREADS], named[THREADS];
byte locked[THREADS] = NOBODY, lockedKey[THREADS];
byte given[THREADS] = NOBODY;
bool isTaken[THREADS];
byte calls[THREADS];

chan call = [THREADS] of { byte, mtype };     /* B to A: thread, what for */
chan result = [THREADS] of { byte };          /* A to B: thread */
chan taken = [THREADS] of { byte, bool };     /* B to A: the result was fetched, or nobody wants it */
chan dropped = [4] of { byte };               /* B to A: a strong handle to this object is gone */

/* Handles to an object by which it can be used now. */
#define IN_TABLE(o)   ((key[0] != 0 && object[0] == o) + (key[1] != 0 && object[1] == o) + (key[2] != 0 && object[2] == o) + (key[3] != 0 && object[3] == o))
#define USABLE(o)     (IN_TABLE(o) + atHome[o])
#define IS_AT_REST    (len(call) == 0 && len(result) == 0 && len(taken) == 0 && len(dropped) == 0 && !isOpen[0] && !isOpen[1])

inline check()
{
    d_step {
        assert(USABLE(0) <= count[0] && USABLE(1) <= count[1]);
        assert(!IS_AT_REST || USABLE(0) == count[0] && USABLE(1) == count[1])
    }
}

inline drop(o)
{
    assert(count[o] > 0);
    count[o]--;
    isAlive[o] = isAlive[o] && count[o] > 0
}

/* An entry is filled in, and then can be found. */
inline put(o)
{
    p = 0;
    do
    :: key[p] == 0 && (locked[0] != p || lockedKey[0] == 0) && (locked[1] != p || lockedKey[1] == 0) -> break
    :: else -> p++; assert(p < PLACES)
    od;
    generation[p]++;
#ifdef KEY_FIRST
    key[p] = generation[p];
#endif
    object[p] = o;
    meaning[p] = o;
#ifndef KEY_FIRST
    key[p] = generation[p];
#endif
    p = 0
}

inline remove(at)
{
    key[at] = 0;
    meaning[at] = NOBODY
}

proctype A()
{
    byte t, o, m, k, p;
    mtype what;
    bool unwanted;
end:
    do
    :: call?t,what ->
        given[t] = NOBODY;
        isTaken[t] = false;
        if
        :: what == Clone ->
            /* The visitor reads the table of B, which B changes meanwhile. */
            p = place[t];
            k = key[p];
            if
            :: k != named[t] -> skip
            :: else ->
                o = object[p];
                m = meaning[p];
#ifndef LOOK_ONCE
                k = key[p];
#endif
                if
                :: k != named[t] || m == NOBODY -> skip
                :: else ->
                    assert(m == o);
                    if
                    :: !isAlive[o] -> skip
                    :: else ->
                        given[t] = o;
#ifndef COUNT_LATE
                        count[o]++
#endif
                    fi
                fi
            fi
        :: what == Move ->
            /* Somebody receives it, or the call is cancelled before that. */
            if
            :: o = object[locked[t]]; atHome[o]++; isTaken[t] = true
            :: skip
            fi
        fi;
        p = 0; o = 0; m = 0; k = 0;
        result!t;
        t = 0
    :: atomic {
        taken?t,unwanted ->
#ifdef COUNT_LATE
            if
            :: given[t] != NOBODY && !unwanted -> count[given[t]]++
            :: else -> skip
            fi;
#else
            if
            :: given[t] != NOBODY && unwanted -> drop(given[t])
            :: else -> skip
            fi;
#endif
            given[t] = NOBODY;
            unwanted = false;
            t = 0
        }
    :: atomic { dropped?o -> drop(o); o = 0 }
    :: atomic { atHome[0] > 0 -> atHome[0]--; drop(0) }
    :: atomic { atHome[1] > 0 -> atHome[1]--; drop(1) }
    od
}

/* A thread makes a call on what it names, which it may have guessed: the next generation of a place. */
inline begin(thread, at, generations)
{
    !isOpen[thread] && calls[thread] < CALLS ->
    atomic {
        calls[thread]++;
        place[thread] = at;
        named[thread] = generations;
        isWanted[thread] = true;
        isOpen[thread] = true
    };
    if
    :: call!thread,Clone
    :: atomic {
        key[at] == named[thread] ->
        locked[thread] = at;
        lockedKey[thread] = key[at];
#ifndef NO_LOCK
        key[at] = 0;
#endif
        call!thread,Move
    }
    fi
}

inline release(at)
{
    key[at] != 0 && len(dropped) < 4 ->
    o = object[at];
    remove(at);
    dropped!o;
    o = 0
}

proctype B()
{
    byte t, p, o;
    bool unwanted;
end:
    do
    :: begin(0, 0, generation[0]); check()
    :: begin(0, 1, generation[1]); check()
    :: begin(1, 0, generation[0] + 1); check()
    :: begin(1, 1, generation[1]); check()
    :: release(0); check()
    :: release(1); check()
    :: release(2); check()
    :: release(3); check()
    /* A thread ends, or waits no more, while its call is open. */
    :: atomic { isOpen[0] && isWanted[0] -> isWanted[0] = false }
    /* A result is fetched. */
    :: result?t ->
        if
        :: locked[t] != NOBODY ->
            atomic {
                p = locked[t];
                locked[t] = NOBODY;
                key[p] = lockedKey[t];
                lockedKey[t] = 0;
                /* Nobody of B looks between the two, and who looks from A finds an object that is counted, or has ended. */
                if
                :: isTaken[t] -> remove(p)
                :: else -> skip
                fi;
                p = 0
            }
        :: else -> skip
        fi;
        if
        :: isWanted[t] && given[t] != NOBODY -> o = given[t]; put(o); o = 0
        :: else -> skip
        fi;
        unwanted = !isWanted[t];
        atomic {
            isOpen[t] = false;
            taken!t,unwanted;
            t = 0;
            unwanted = false
        };
        check()
    od
}

init
{
    atomic {
        key[0] = 1; generation[0] = 1; object[0] = 0; meaning[0] = 0;
        key[1] = 1; generation[1] = 1; object[1] = 1; meaning[1] = 1;
        meaning[2] = NOBODY;
        meaning[3] = NOBODY;
        run A();
        run B()
    }
}
