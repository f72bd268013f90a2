/*
 * A ring in memory that two processes share, one of which puts items in and the other takes them out.
 *
 * Models sdk/communication/rings: RingWriter.cs (Add, Publish, AwaitRoom, Close) and RingReader.cs (Read, ShowRoom, AwaitItems). Memory is taken to keep the order
 * that the barriers there ask for; what would happen without them is what happens when two steps change places, which is how the model is broken.
 *
 * Batches have every length. A notification is a bit that stays until it is waited for.
 *
 * Holds: every item arrives once, as it was put in and in its turn; nobody sleeps for good; and at the end all are there.
 */

/* BREAK WRITER_LOOKS_FIRST: the writer looks whether the reader sleeps before it shows items. */
/* BREAK READER_LOOKS_FIRST: the reader looks for items the last time before it says that it sleeps. */
/* BREAK READER_LOOKS_FOR_WRITER_FIRST: the reader looks whether the writer waits before it shows room. */
/* BREAK WRITER_LOOKS_FOR_ROOM_FIRST: the writer looks for room the last time before it says that it waits. */
/* BREAK SHOWN_BEFORE_PUT: items are shown before they are in the ring. */
/* BREAK ROOM_BEFORE_TAKEN: room is shown before the items are out of it. */
/* BREAK END_SEEN_LATE: whether it is the end is looked at after the last look for items. */

#define CAPACITY 2
#define ITEMS    5
#define NEVER    255

byte slot[CAPACITY];

/* The writer's line. */
byte written, wakeAtRead = NEVER;
bool isClosed;

/* The reader's line. */
byte read, wakeAtWritten = NEVER;

bool itemsThere, roomThere;         /* notifications */
byte taken;                         /* items that the reader has */

/* Have the last steps, from one count to another, passed a number? */
#define PASSED(number, from, to)  (number != NEVER && number >= from && number < to)

inline publish()
{
    if
    :: added == published -> skip
    :: else ->
        old = published;
        published = added;
#ifdef WRITER_LOOKS_FIRST
        wake = wakeAtWritten;
        written = published;
#else
        written = published;
        wake = wakeAtWritten;
#endif
        if
        :: PASSED(wake, old, published) -> itemsThere = true
        :: else -> skip
        fi;
        old = 0;
        wake = 0
    fi
}

proctype Writer()
{
    byte added, published, known, old, wake;
    do
    :: added < ITEMS && added - known < CAPACITY ->
#ifdef SHOWN_BEFORE_PUT
        added++;
        publish();
        slot[(added - 1) % CAPACITY] = added
#else
        slot[added % CAPACITY] = added + 1;
        added++
#endif
    :: publish()
    :: added < ITEMS && added - known == CAPACITY ->
        publish();
        known = read;
        if
        :: added - known < CAPACITY -> skip
        :: else ->
#ifndef WRITER_LOOKS_FOR_ROOM_FIRST
            wakeAtRead = published - CAPACITY + (CAPACITY - 1) / 2;
#endif
            known = read;
            if
            :: added - known < CAPACITY -> skip
            :: else ->
#ifdef WRITER_LOOKS_FOR_ROOM_FIRST
                wakeAtRead = published - CAPACITY + (CAPACITY - 1) / 2;
#endif
                atomic { roomThere -> roomThere = false }
            fi
        fi
    :: added == ITEMS -> break
    od;
    publish();
    isClosed = true;
    itemsThere = true
}

inline showRoom()
{
    if
    :: taken == shown -> skip
    :: else ->
        old = shown;
        shown = taken;
#ifdef READER_LOOKS_FOR_WRITER_FIRST
        wake = wakeAtRead;
        read = shown;
#else
        read = shown;
        wake = wakeAtRead;
#endif
        if
        :: PASSED(wake, old, shown) -> roomThere = true
        :: else -> skip
        fi;
        old = 0;
        wake = 0
    fi
}

proctype Reader()
{
    byte shown, known, old, wake;
    bool isEnd;
    do
    :: taken < known ->
#ifdef ROOM_BEFORE_TAKEN
        taken++;
        showRoom();
        assert(slot[(taken - 1) % CAPACITY] == taken)
#else
        assert(slot[taken % CAPACITY] == taken + 1);
        taken++
#endif
    :: taken < known -> showRoom()
    :: taken == known ->
        showRoom();
#ifndef END_SEEN_LATE
        isEnd = isClosed;
#endif
        known = written;
#ifdef END_SEEN_LATE
        isEnd = isClosed;
#endif
        if
        :: taken < known -> skip
        :: taken == known && isEnd -> break
        :: else ->
#ifndef READER_LOOKS_FIRST
            wakeAtWritten = taken;
#endif
            known = written;
            if
            :: taken < known || isClosed -> skip
            :: else ->
#ifdef READER_LOOKS_FIRST
                wakeAtWritten = taken;
#endif
                atomic { itemsThere -> itemsThere = false }
            fi
        fi
    od;
    assert(taken == ITEMS)
}

init
{
    atomic { run Writer(); run Reader() }
}
