using System;

namespace Diesis.Shell.Commands;

/// <summary>Makes a type one that commands can return: its public properties are the fields of a record of the language, in their order.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ShellRecordAttribute : Attribute;
