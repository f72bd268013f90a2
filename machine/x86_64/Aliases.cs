global using Machine = Diesis.Machines.X86_64.X64Machine;
global using PageTableFormat = Diesis.Machines.X86_64.X64PageTableFormat;
global using ThreadContext = Diesis.Machines.X86_64.X64ThreadContext;
