using System;
using Diesis.Abi.Objects;

namespace Diesis.Abi;

// Processes, threads, time.
public partial interface IKernel
{
    /// <summary>Makes a process without threads, its handle table empty.</summary>
    /// <param name="budget">Pays for the process and for its table.</param>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(64)]
    Status CreateProcess([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Map)] Handle<AddressSpace> space,
        out Handle<Process> process);

    /// <summary>
    /// Ends all threads of a process, empties its table, and signals those who asked. A process that ends itself has <see cref="ExitKind.Returned"/>.
    /// </summary>
    [SystemCall(65)]
    Status EndProcess([Needs(Rights.Manage)] Handle<Process> process, ulong status);

    /// <summary>Has a notification signalled when a process or a thread has ended and all it held is given back; at once if it has.</summary>
    /// <param name="notification">Of whatever core.</param>
    /// <returns><see cref="Status.Overlap"/>: somebody asked already. <see cref="Status.BadArgument"/>: no bits. <see cref="Status.WrongType"/>.</returns>
    [SystemCall(66)]
    Status NotifyOfEnd([Needs(Rights.Inspect)] Handle handle, [Needs(Rights.Signal)] Handle<Notification> notification, ulong bits);

    /// <summary>Makes a thread, not started. Without a scheduling context it runs only while it serves calls.</summary>
    /// <param name="scheduling">On what it runs, or <see cref="Handle.None"/>.</param>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>. <see cref="Status.BadState"/>: the process has ended. <see cref="Status.Overlap"/>: another thread runs on the context. <see cref="Status.NotSupported"/>: not all of one core.</returns>
    [SystemCall(67)]
    Status CreateThread([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Manage)] Handle<Process> process,
        [Needs(Rights.Spend), Optional] Handle<SchedulingContext> scheduling, out Handle<Thread> thread);

    /// <summary>Starts a thread at an address, with a stack, and with one argument in the first argument register of a call.</summary>
    /// <returns><see cref="Status.BadState"/>: it was started before, or its process has ended. <see cref="Status.BadArgument"/>: no address of user mode.</returns>
    [SystemCall(68)]
    Status StartThread([Needs(Rights.Manage)] Handle<Thread> thread, ulong entry, ulong stackPointer, ulong argument);

    /// <summary>Stops a thread where it is; a wait goes on, but the thread does not when it is over.</summary>
    [SystemCall(69)]
    Status Suspend([Needs(Rights.Manage)] Handle<Thread> thread);

    /// <summary>Lets a suspended thread go on.</summary>
    /// <returns><see cref="Status.BadState"/>: it, or its process, has ended.</returns>
    [SystemCall(70)]
    Status Resume([Needs(Rights.Manage)] Handle<Thread> thread);

    /// <summary>Has what a thread waits for end with <see cref="Status.Cancelled"/>.</summary>
    /// <returns><see cref="Status.BadState"/>: it does not wait.</returns>
    [SystemCall(71)]
    Status CancelWait([Needs(Rights.Manage)] Handle<Thread> thread);

    /// <summary>Ends another thread.</summary>
    [SystemCall(72)]
    Status EndThread([Needs(Rights.Manage)] Handle<Thread> thread, ulong status);

    /// <summary>Ends the thread that calls. The last one takes its process with it, which then has its status.</summary>
    [SystemCall(73)]
    Status Exit(ulong status);

    /// <summary>Reads the registers of a thread that is suspended or has not started.</summary>
    /// <param name="registers">Room for <see cref="ThreadRegisters"/>, and behind them for <see cref="ThreadRegisters.VectorBytes"/> more or none.</param>
    /// <returns><see cref="Status.BadState"/>: it is neither. <see cref="Status.BadArgument"/>: not the size. <see cref="Status.BadAddress"/>.</returns>
    [SystemCall(74)]
    Status ReadRegisters([Needs(Rights.Manage)] Handle<Thread> thread, Span<byte> registers);

    /// <summary>
    /// Writes the registers of a thread that is suspended or has not started. A wait that it was in is cancelled; a fault that its handler has not
    /// decided about is left, as if the handler had answered <see cref="FaultVerdict.Continue"/>.
    /// </summary>
    /// <returns>As <see cref="ReadRegisters"/>; <see cref="Status.BadArgument"/> also for an instruction pointer that is no address of user mode.</returns>
    [SystemCall(75)]
    Status WriteRegisters([Needs(Rights.Manage)] Handle<Thread> thread, ReadOnlySpan<byte> registers);

    /// <summary>Sets the thread pointer (FS base, TPIDR_EL0) of the thread that calls.</summary>
    /// <returns><see cref="Status.BadArgument"/>: no address of user mode.</returns>
    [SystemCall(76)]
    Status SetThreadPointer(ulong address);

    /// <summary>
    /// Says who hears of a thread's faults: they become calls to the endpoint, label <see cref="FaultCode"/>, words: instruction, address, <see cref="FaultAccessFlags"/>,
    /// machine's own code. The reply's label is a <see cref="FaultVerdict"/>. <see cref="Handle.None"/>: a fault ends the process.
    /// </summary>
    /// <param name="handler">Of whatever core.</param>
    /// <returns><see cref="Status.BadState"/>: the thread has ended.</returns>
    [SystemCall(77)]
    Status SetFaultHandler([Needs(Rights.Manage)] Handle<Thread> thread, [Needs(Rights.Call), Optional] Handle<Endpoint> handler);

    /// <summary>
    /// Makes the thread that calls foreign: it runs a program whose system calls and faults are not the kernel's, but enter a handler in the
    /// same process. The thread is in its handler from now on; the program begins with <see cref="ReturnToForeign"/>.
    /// </summary>
    /// <param name="entry">
    /// Where the handler begins: on the stack that the page names, with the page's address in the first argument register of a call, the thread
    /// pointer as <see cref="ReturnToForeign"/> found it, and all vector registers as the program left them. 0 makes the thread native again.
    /// </param>
    /// <param name="page">A page of its own writable memory, where the program's registers are saved: see <see cref="ForeignPage"/>.</param>
    /// <returns><see cref="Status.BadArgument"/>: no addresses of user mode, or not that of a page. <see cref="Status.BadAddress"/>: it cannot be written.</returns>
    [SystemCall(78)]
    Status SetForeign(ulong entry, ulong page);

    /// <summary>
    /// From a foreign thread's handler: goes on with the registers in the page that was given to <see cref="SetForeign"/>, and with the vector
    /// registers as they are. Whatever the handler has changed of these it has to bring back before.
    /// </summary>
    /// <returns>
    /// Nothing when the program goes on. <see cref="Status.Cancelled"/>: <see cref="InterruptForeign"/> came first. <see cref="Status.BadState"/>:
    /// the thread is not foreign. <see cref="Status.BadAddress"/>: the page cannot be read and written. <see cref="Status.BadArgument"/>: the
    /// instruction or the thread pointer in it is no address of user mode.
    /// </returns>
    /// <cost>A few dozen instructions, as the way into the handler; some hundred when a register is to be what a system call would change.</cost>
    [SystemCall(79, Form = CallForm.Message)]
    Status ReturnToForeign();

    /// <summary>
    /// Has a thread go on on the core of a budget, as a new thread of a process there, with all its registers. It is suspended, as it was before,
    /// or not started; the old one has ended then, as <see cref="ExitKind.Migrated"/>. Fault handlers and bound notifications stay behind.
    /// </summary>
    /// <param name="thread">Suspended or not started, and neither waiting nor serving a call.</param>
    /// <param name="process">Of the same core as the budget, as the context is.</param>
    /// <param name="scheduling">On what it runs from now on, or <see cref="Handle.None"/>.</param>
    /// <returns>
    /// <see cref="Status.BadState"/>: it runs, waits, serves a call or has ended, or the process has. <see cref="Status.Overlap"/>: another thread
    /// runs on the context. <see cref="Status.NotSupported"/>: process or context are not of the budget's core.
    /// <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>: the old thread is as it was.
    /// </returns>
    [SystemCall(80)]
    Status MigrateThread([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Manage)] Handle<Thread> thread,
        [Needs(Rights.Manage)] Handle<Process> process, [Needs(Rights.Spend), Optional] Handle<SchedulingContext> scheduling, out Handle<Thread> migrated);

    /// <summary>Makes a scheduling context: so much time in each period, at a priority.</summary>
    /// <param name="parent">Its priority is the highest that can be given.</param>
    /// <param name="priority">0 to 63; the higher goes first.</param>
    /// <param name="budgetNs">Time that may be used in each period.</param>
    /// <param name="periodNs">As long as the budget: round robin with turns of that length.</param>
    /// <returns><see cref="Status.NotPermitted"/>: a higher priority than the parent's. <see cref="Status.BadArgument"/>: less than 10 µs, more than an hour, or a budget longer than its period. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(81)]
    Status CreateSchedulingContext([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<SchedulingContext> parent,
        uint priority, ulong budgetNs, ulong periodNs, out Handle<SchedulingContext> scheduling);

    /// <summary>Gives a thread a scheduling context of its own, or takes it away.</summary>
    /// <returns>
    /// <see cref="Status.Overlap"/>: another thread runs on the context. <see cref="Status.BadState"/>: the thread has ended.
    /// <see cref="Status.NotSupported"/>: the two are of different cores, and time is a core's.
    /// </returns>
    [SystemCall(82)]
    Status BindSchedulingContext([Needs(Rights.Manage)] Handle<Thread> thread, [Needs(Rights.Spend), Optional] Handle<SchedulingContext> scheduling);

    /// <summary>Makes a timer that signals a notification, of whatever core.</summary>
    /// <returns><see cref="Status.BadArgument"/>: no bits. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(83)]
    Status CreateTimer([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Signal)] Handle<Notification> notification, ulong bits,
        out Handle<Timer> timer);

    /// <summary>Sets when a timer goes off; replaces an earlier time.</summary>
    /// <param name="deadlineNs">A time of the kernel's clock; one that has passed goes off at once. <see cref="ulong.MaxValue"/>: never.</param>
    [SystemCall(84)]
    Status SetTimer([Needs(Rights.Manage)] Handle<Timer> timer, ulong deadlineNs);

    /// <summary>The kernel's clock: nanoseconds since the machine started. The clock page tells it without a system call.</summary>
    [SystemCall(85)]
    Status GetTime(out ulong nanoseconds);

    /// <summary>Bits that nobody outside can foresee: random numbers of the processor's own, where it has them, and the moment. They are to be mixed with others, for a machine may have little more than the moment.</summary>
    [SystemCall(87)]
    Status GetEntropy(out ulong bits);

    /// <summary>
    /// Has a foreign thread enter its handler as soon as it runs, its program wherever it is. If it is in the handler already, its next
    /// <see cref="ReturnToForeign"/> ends with <see cref="Status.Cancelled"/>: so whoever first writes down what the handler is to know, and
    /// then calls this, can be sure that it looks.
    /// </summary>
    /// <returns><see cref="Status.BadState"/>: it is not foreign, or has ended. <see cref="Status.BadAddress"/>: its page cannot be written.</returns>
    [SystemCall(86)]
    Status InterruptForeign([Needs(Rights.Manage)] Handle<Thread> thread);
}
