global using Machine = Diesis.Machines.Simulated.SimulatedMachine;
global using PageTableFormat = Diesis.Machines.Simulated.SimulatedPageTableFormat;
global using ThreadContext = Diesis.Machines.Simulated.SimulatedThreadContext;
