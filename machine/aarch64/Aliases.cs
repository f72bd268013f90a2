global using Machine = Diesis.Machines.AArch64.A64Machine;
global using PageTableFormat = Diesis.Machines.AArch64.A64PageTableFormat;
global using ThreadContext = Diesis.Machines.AArch64.A64ThreadContext;
