global using Machine = Diesis.Machines.AArch64.A64Machine;
global using PageTableFormat = Diesis.Machines.AArch64.A64PageTableFormat;
