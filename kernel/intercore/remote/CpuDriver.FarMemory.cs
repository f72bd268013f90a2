using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Memory of one core that is mapped on another, where an object of <see cref="Backing.Far"/> stands for it: a view.</summary>
/// <remarks>
/// The pages of a pinned range stay what they are, so a view finds them by reading the other core's tree. The memory's core knows each view,
/// and when its memory or the lease ends, has the view leave it: the pages go when the view has let go of them.
/// </remarks>
// SAFETY: what a far mapping stands for, and the tree of its memory in that range, stays until its core is told that the view is gone.
public unsafe partial struct CpuDriver
{
    /// <summary>Makes memory that shows another core's.</summary>
    private Status CreateView(MemoryBudget* budget, Mapping* far, out MemoryObject* view)
    {
        Status status = Create(budget, out view);
        if (status != Status.Ok) return status;
        view->Backing = Backing.Far;
        view->Pages = far->Memory->Pages;
        view->Cache = far->Memory->Cache;
        view->PagerBadge = (ulong)far;
        return Status.Ok;
    }

    /// <summary>A view takes over what the calling thread has pinned, and tells the memory's core where it is.</summary>
    private void TakePin(MemoryObject* view)
    {
        Mapping* far = view->Far;
        TakePin();
        _ = TryRequest<RemoteView, RemoteViewTaken>(far->Header.Core, new RemoteView(far, view));
    }

    /// <summary>What the calling thread has pinned is held by something else from now on.</summary>
    private void TakePin()
    {
        if (IsVisitor(_current)) ((Visitor*)_current)->TookPin = true;
        else ThreadPage.More(_current->Context)->Pin = default;
    }

    /// <summary>A page of another core's memory.</summary>
    private bool TryFindFar(MemoryObject* view, ulong page, out PhysicalAddress target, out int level)
    {
        MemoryObject* source = view->Far->Memory;
        target = (source->Root.Frame + page).Start;
        level = 2;
        if (!source->HasTree) return true;
        TreeEntry* place = FindPage(source, page, out bool isShared);
        if (place == null) return false;
        target = place->FrameOf(page).Start;
        level = place->PageLevel;
        return !isShared;
    }

    /// <summary>The pages of a view are in no page table any more.</summary>
    private bool TryLetGo(MemoryObject* view)
    {
        if (!TryLetGo(&view->Far->Header)) return false;
        view->PagerBadge = 0;
        return true;
    }

    /// <summary>Another core uses pinned memory by this view.</summary>
    private void MeetView(CoreNumber core, RemoteView request)
    {
        ref FarUser user = ref request.Far->User;
        user.Core = core;
        user.View = request.View;
        user.Generation = request.Generation;
        if (user.IsRevoked && !TryRevoke(request.Far)) QueueWork(&request.Far->Memory->Header);
    }

    /// <summary>Has the core that uses memory by a far mapping leave it.</summary>
    /// <returns>False: too much is under way to there.</returns>
    private bool TryRevoke(Mapping* far)
    {
        ref FarUser user = ref far->User;
        user.IsRevoked = true;
        // Told when its core says which it is.
        if (user.View == null || user.WasTold) return true;
        user.WasTold = TryRequest<RemoteRevoke, RemoteRevokeTaken>(user.Core, new RemoteRevoke(user.View, user.Generation));
        return user.WasTold;
    }

    private void LeaveView(RemoteRevoke revoke)
    {
        if (IsAlive(&revoke.View->Header, revoke.Generation)) BeginEnd(&revoke.View->Header);
    }

    /// <summary>Memory that has ended stays until other cores have left it.</summary>
    private static void AwaitFarUsers(MemoryObject* memory)
    {
        if ((memory->Flags & MemoryFlags.AwaitsFar) != 0) return;
        memory->Flags |= MemoryFlags.AwaitsFar;
        Retain(&memory->Header);
    }
}
