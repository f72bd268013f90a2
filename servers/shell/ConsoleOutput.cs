using System;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell;

/// <summary>Output that goes to the console of the program, which has lines and no colours.</summary>
internal sealed class ConsoleOutput : IShellOutput
{
    public int Columns => 100;
    public bool HasColours => false;
    public void Write(string text) => Console.Write(text);
}
