/*
 * A call that waits on another core leaves its slot to another call.
 *
 * Models kernel/intercore/remote/CpuDriver.Parking.cs, with what gives slots and frees them in CpuDriver.RemoteCalls.cs and
 * CpuDriver.Visitors.cs, and the end of a receive that has met its call (EndReceive in CpuDriver.FarServers.cs), of which the caller's core
 * hears by way of a third core, at any time.
 *
 * Two cores with one slot for the calls of three threads, each of which makes one call and may cancel it.
 *
 * Holds: a slot is one call's; results and cancels find the call that they are meant for; and in the end every call is over, and every visitor is
 * in the slot or a spare one.
 */

/* BREAK LEAVES_AT_ONCE: a slot whose call was met is another's before the other core has said whether that call has left it. */
/* BREAK CANCELS_AT_ONCE: a call is cancelled by its slot while it may be leaving it. */
/* BREAK TRUSTS_CANCEL: a cancel is not compared with whom the visitor stands for. */
/* BREAK KEEPS_MET: a visitor without a slot whose receive was met is not given back. */

#define THREADS  3
#define VISITORS 4
#define NONE     VISITORS

mtype = { Made, Park, CancelSlot, CancelVisitor, Taken, Done, Parked, NotParked, Result };
mtype = { Idle, Queued, InSlot, WithoutSlot, Over };

/* The callers' core. */
mtype call[THREADS] = Idle;
byte parkedAs[THREADS], inSlot = NONE;
bool isCancelled[THREADS], isSlotTaken, isParking, hasMet, isCancelDue;

/* The other. */
byte visitor = NONE;
byte standsFor[VISITORS] = NONE;
bool waits[VISITORS], isUsed[VISITORS];

chan there = [6] of { mtype, byte, byte };
chan here = [6] of { mtype, byte, byte };
chan met = [THREADS] of { byte };

inline finish(v)
{
    waits[v] = false;
    if
    :: v == visitor -> here!Done,standsFor[v],v
    :: else -> here!Result,standsFor[v],v
    fi
}

inline finishSome(v) { waits[v] -> finish(v) }

inline meet(v)
{
    waits[v] ->
    waits[v] = false;
    met!standsFor[v];
#ifndef KEEPS_MET
    if
    :: v != visitor -> isUsed[v] = false
    :: else -> skip
    fi
#endif
}

inline take(v)
{
    !isUsed[v] -> isUsed[v] = true; visitor = v
}

proctype There()
{
    byte who, v;
end:
    do
    :: atomic {
        there?Made,who,v ->
        if
        :: visitor == NONE -> if :: take(0) :: take(1) :: take(2) :: take(3) fi
        :: else -> skip
        fi;
        assert(!waits[visitor]);
        standsFor[visitor] = who;
        waits[visitor] = true;
        who = 0; v = 0
       }
    :: atomic { finishSome(0) }
    :: atomic { finishSome(1) }
    :: atomic { finishSome(2) }
    :: atomic { finishSome(3) }
    :: atomic { meet(0) }
    :: atomic { meet(1) }
    :: atomic { meet(2) }
    :: atomic { meet(3) }
    :: atomic {
        there?Park,who,v ->
        if
        :: visitor != NONE && waits[visitor] -> here!Parked,standsFor[visitor],visitor; visitor = NONE
        :: else -> here!NotParked,0,0
        fi;
        who = 0; v = 0
       }
    :: atomic {
        there?CancelSlot,who,v ->
        if
        :: visitor != NONE && waits[visitor] -> assert(standsFor[visitor] == who); finish(visitor)
        :: else ->
            /* It was not lost: the call has its end otherwise. */
            assert(!waits[0] || standsFor[0] != who); assert(!waits[1] || standsFor[1] != who);
            assert(!waits[2] || standsFor[2] != who); assert(!waits[3] || standsFor[3] != who)
        fi;
        who = 0; v = 0
       }
    :: atomic {
        there?CancelVisitor,who,v ->
        if
#ifndef TRUSTS_CANCEL
        :: waits[v] && standsFor[v] == who -> finish(v)
#else
        :: waits[v] -> assert(standsFor[v] == who); finish(v)
#endif
        :: else -> skip
        fi;
        who = 0; v = 0
       }
    :: atomic { there?Taken,who,v -> assert(isUsed[v] && !waits[v]); isUsed[v] = false; who = 0; v = 0 }
    od
}

inline open(who)
{
    !isSlotTaken && (call[who] == Idle || call[who] == Queued) ->
    isSlotTaken = true; inSlot = who; call[who] = InSlot; isCancelDue = false;
    there!Made,who,0
}

inline queue(who) { isSlotTaken && call[who] == Idle -> call[who] = Queued }

inline cancel(who)
{
    !isCancelled[who] && (call[who] == InSlot || call[who] == WithoutSlot) ->
    isCancelled[who] = true;
    if
    :: call[who] == WithoutSlot -> there!CancelVisitor,who,parkedAs[who]
#ifndef CANCELS_AT_ONCE
    :: call[who] == InSlot && isParking -> isCancelDue = true
    :: call[who] == InSlot && !isParking -> there!CancelSlot,who,0
#else
    :: call[who] == InSlot -> there!CancelSlot,who,0
#endif
    fi
}

inline leave() { isSlotTaken = false; inSlot = NONE; isCancelDue = false }

proctype Here()
{
    byte who, v;
end:
    do
    :: atomic { open(0) }
    :: atomic { open(1) }
    :: atomic { open(2) }
    :: atomic { queue(0) }
    :: atomic { queue(1) }
    :: atomic { queue(2) }
    :: atomic { cancel(0) }
    :: atomic { cancel(1) }
    :: atomic { cancel(2) }
    :: atomic {
        isSlotTaken && !isParking && (call[0] == Queued || call[1] == Queued || call[2] == Queued) ->
        isParking = true;
        there!Park,0,0
       }
    :: atomic { here?Done,who,v -> assert(inSlot == who && call[who] == InSlot); call[who] = Over; leave(); who = 0; v = 0 }
    :: atomic { here?Result,who,v -> assert(call[who] == WithoutSlot); call[who] = Over; there!Taken,who,v; who = 0; v = 0 }
    :: atomic {
        here?Parked,who,v ->
        isParking = false;
        if
        :: hasMet -> hasMet = false; leave()
        :: else ->
            assert(inSlot == who && call[who] == InSlot);
            call[who] = WithoutSlot;
            parkedAs[who] = v;
            if
            :: isCancelDue -> there!CancelVisitor,who,v
            :: else -> skip
            fi;
            leave()
        fi;
        who = 0; v = 0
       }
    :: atomic {
        here?NotParked,who,v ->
        isParking = false;
        if
        :: hasMet -> hasMet = false; leave()
        :: !hasMet && isCancelDue -> isCancelDue = false; there!CancelSlot,inSlot,0
        :: else -> skip
        fi
       }
    :: atomic {
        met?who ->
        assert(call[who] == InSlot || call[who] == WithoutSlot);
        if
#ifndef LEAVES_AT_ONCE
        :: call[who] == InSlot && isParking -> hasMet = true; isCancelDue = false
        :: call[who] == InSlot && !isParking -> leave()
#else
        :: call[who] == InSlot -> leave()
#endif
        :: else -> skip
        fi;
        call[who] = Over;
        who = 0
       }
    od
}

#define IS_OVER (empty(there) && empty(here) && empty(met) && call[0] == Over && call[1] == Over && call[2] == Over)

init
{
    atomic { run There(); run Here() };
end:
    atomic {
        IS_OVER ->
        assert(!isSlotTaken && !isParking && !hasMet);
        assert(!isUsed[0] || visitor == 0); assert(!isUsed[1] || visitor == 1);
        assert(!isUsed[2] || visitor == 2); assert(!isUsed[3] || visitor == 3)
    }
}
