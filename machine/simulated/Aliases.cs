global using Machine = Diesis.Machines.Simulated.SimulatedMachine;
global using PageTableFormat = Diesis.Machines.Simulated.SimulatedPageTableFormat;
