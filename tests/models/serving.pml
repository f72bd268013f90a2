/*
 * A thread that serves an endpoint of another core.
 *
 * Models kernel/intercore/remote/CpuDriver.FarServers.cs (a call and a receive meet, the call goes to the server's core, and is the receive's
 * result), and what ends calls and receives otherwise: LeaveRemoteCall in CpuDriver.RemoteCalls.cs, LeaveCall and EndEndpoint in
 * kernel/communication/CpuDriver.Waits.cs.
 *
 * Three cores: that of the endpoint, that of two threads that call it, that of the one server. Every call may be cancelled at any time, so may be
 * every receive, and the server may end.
 *
 * Holds: a receive ends once; whenever nothing is on the way, a server that waits is found at the endpoint, a call waits there or is served,
 * and no call waits beside a receive.
 */

/* BREAK WITHDRAWS: a call that is cancelled when it has met the server does not go there. */
/* BREAK FORGETS_SERVER: a server whose call was cancelled on the way does not receive again. */
/* BREAK FORGETS_CALL: a call that comes for a server that has ended is left alone. */
/* BREAK ENDS_TWICE: the endpoint's core tells the receive's result besides. */

#define CALLERS 2
#define NOBODY  CALLERS

mtype = { Call, CancelCall, Served, Refused, Serve, Withdrawn, Over, Unserved, Receive, CancelReceive, Cancelled, Closed };
mtype = { Away, AtEndpoint, AtServer, Done };
mtype = { Free, Receiving, Serving, Gone };

/* The callers' core. */
mtype call[CALLERS] = Away;
bool isWanted[CALLERS] = true;

/* The endpoint's. */
bool waits[CALLERS], hasReceiver, isClosed;

/* The server's. */
mtype server = Free;
byte served = NOBODY;
bool isOpen, isCancelled, saysClosed;

chan calls = [4] of { mtype, byte };            /* callers to endpoint */
chan met = [4] of { mtype, byte };              /* and back */
chan serves = [4] of { mtype, byte };           /* callers to server */
chan replies = [4] of { mtype, byte };          /* and back */
chan receives = [4] of { mtype };               /* server to endpoint */
chan received = [4] of { mtype };               /* and back */

inline meet(who)
{
    hasReceiver = false;
    waits[who] = false;
#ifdef ENDS_TWICE
    received!Cancelled;
#endif
    met!Served,who
}

inline close(who)
{
    if
    :: waits[who] -> waits[who] = false; met!Refused,who
    :: else -> skip
    fi
}

proctype Endpoint()
{
    byte who;
end:
    do
    :: atomic {
        calls?Call,who ->
        if
        :: isClosed -> met!Refused,who
        :: !isClosed && hasReceiver -> meet(who)
        :: else -> waits[who] = true
        fi;
        who = 0
       }
    :: atomic { calls?CancelCall,who -> close(who); who = 0 }
    :: atomic {
        receives?Receive ->
        if
        :: waits[0] -> meet(0)
        :: !waits[0] && waits[1] -> meet(1)
        :: else -> hasReceiver = true
        fi
       }
    :: atomic {
        receives?CancelReceive ->
        if
        :: hasReceiver -> hasReceiver = false; received!Cancelled
        :: else -> skip
        fi
       }
    :: atomic { receives?Closed -> isClosed = true; close(0); close(1) }
    od
}

inline begin(who)  { call[who] == Away && isWanted[who] -> call[who] = AtEndpoint; calls!Call,who }
inline cancel(who)
{
    isWanted[who] && call[who] != Done ->
    isWanted[who] = false;
    if
    :: call[who] == Away -> call[who] = Done
    :: call[who] == AtEndpoint -> calls!CancelCall,who
    :: call[who] == AtServer -> serves!CancelCall,who
    fi
}

proctype Callers()
{
    byte who;
end:
    do
    :: atomic { begin(0) }
    :: atomic { begin(1) }
    :: atomic { cancel(0) }
    :: atomic { cancel(1) }
    :: atomic {
        met?Served,who ->
        call[who] = AtServer;
        if
        :: isWanted[who] -> serves!Serve,who
#ifndef WITHDRAWS
        :: else -> serves!Withdrawn,who
#else
        :: else -> call[who] = Done
#endif
        fi;
        who = 0
       }
    :: atomic { met?Refused,who -> call[who] = Done; who = 0 }
    :: atomic { replies?Over,who -> call[who] = Done; who = 0 }
    :: atomic {
        replies?Unserved,who ->
        if
        :: isWanted[who] -> call[who] = Away
        :: else -> call[who] = Done
        fi;
        who = 0
       }
    od
}

inline answer()
{
    replies!Over,served;
    served = NOBODY
}

/* A call comes: the receive is over. */
inline endReceive() { assert(isOpen); isOpen = false }

proctype Server()
{
    byte who;
end:
    do
    :: atomic { server == Free -> server = Receiving; isOpen = true; isCancelled = false; receives!Receive }
    :: atomic { server == Receiving && !isCancelled -> isCancelled = true; receives!CancelReceive }
    :: atomic { server == Serving -> answer(); server = Free }
    :: atomic {
        server != Gone ->
        if
        :: server == Serving -> answer()
        :: server == Receiving -> receives!CancelReceive
        :: else -> skip
        fi;
        server = Gone
       }
    :: atomic { server == Gone && !isOpen && !saysClosed -> saysClosed = true; receives!Closed }
    :: atomic { received?Cancelled -> endReceive(); if :: server == Receiving -> server = Free :: else -> skip fi }
    :: atomic {
        serves?Serve,who ->
        endReceive();
        if
        :: server == Receiving -> server = Serving; served = who
#ifndef FORGETS_CALL
        :: else -> replies!Unserved,who
#else
        :: else -> skip
#endif
        fi;
        who = 0
       }
    :: atomic {
        serves?Withdrawn,who ->
        endReceive();
        replies!Over,who;
        if
        :: server == Receiving && isCancelled -> server = Free
#ifndef FORGETS_SERVER
        :: server == Receiving && !isCancelled -> isOpen = true; receives!Receive
#endif
        :: else -> skip
        fi;
        who = 0
       }
    :: atomic {
        serves?CancelCall,who ->
        if
        :: server == Serving && served == who -> answer(); server = Free
        :: else -> skip
        fi;
        who = 0
       }
    od
}

#define IS_QUIET (empty(calls) && empty(met) && empty(serves) && empty(replies) && empty(receives) && empty(received))

proctype Watch()
{
end:
    do
    :: atomic {
        IS_QUIET ->
        assert(server != Receiving || hasReceiver);
        assert(!hasReceiver || isOpen);
        assert(!hasReceiver || !waits[0] && !waits[1]);
        assert(call[0] != AtEndpoint || waits[0]);
        assert(call[1] != AtEndpoint || waits[1]);
        assert(call[0] != AtServer || served == 0);
        assert(call[1] != AtServer || served == 1)
       }
    od
}

init { atomic { run Endpoint(); run Callers(); run Server(); run Watch() } }
