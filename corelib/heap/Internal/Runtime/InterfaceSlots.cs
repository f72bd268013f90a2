using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>The compiler's list of what a type implements itself: four counts, then the entries.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct InterfaceSlots
{
    /// <summary>An interface by its number in the type's list, its slot, and the slot of the type behind it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Entry
    {
        public ushort Interface;
        public ushort Slot;
        public ushort Implementation;
    }

    private ushort _ofTypeCount;
    private ushort _ofDefaultsCount;
    private ushort _staticOfTypeCount;
    private ushort _staticOfDefaultsCount;

    /// <summary>Entries for methods of the type.</summary>
    public static Entry* OfType(InterfaceSlots* slots, out int count)
    {
        count = slots->_ofTypeCount;
        return (Entry*)(slots + 1);
    }

    /// <summary>Entries for bodies that stand in an interface.</summary>
    public static Entry* OfDefaults(InterfaceSlots* slots, out int count)
    {
        count = slots->_ofDefaultsCount;
        return (Entry*)(slots + 1) + slots->_ofTypeCount;
    }
}
