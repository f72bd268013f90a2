using System.Reflection;

namespace Diesis.Sdk.Generators;

public sealed class SystemCallTableGeneratorTests
{
    private const string Use = """
        using System.Text; using Diesis.Abi; using Diesis.Abi.Description;
        public static class Use
        {
            public static string Tell(uint number)
            {
                string text = $"{Encoding.UTF8.GetString(SystemCallTable.NameOf(number))} {SystemCallTable.FormOf(number)}";
                for (int i = 0; i < SystemCallTable.ParameterCountOf(number); i++)
                {
                    Parameter p = SystemCallTable.ParameterOf(number, i);
                    text += $"; {p.Kind} {p.Target} {p.Needs} {p.Most:x} {p.Registers}{(p.IsOptional ? " optional" : "")}";
                }
                return text;
            }
            public static uint End() => SystemCallTable.End;
            public static string NameOf(uint status) => Encoding.UTF8.GetString(SystemCallTable.NameOf((Status)status));
            public static string Beyond() => $"{SystemCallTable.ParameterOf(43, 6).Kind} {SystemCallTable.ParameterOf(300, 0).Kind} {SystemCallTable.IsDeclared(255)}";
        }
        """;

    private static readonly Lazy<Type> Compiled = new(() =>
        GeneratorRun.Of(new SystemCallTableGenerator(), [.. GeneratorRun.Abi, .. GeneratorRun.Description, Use]).Load().GetType("Use")!);

    private static object? Ask(string method, params object[] arguments)
        => Compiled.Value.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, arguments);

    [Theory]
    [InlineData(0, "Nothing Values")]
    [InlineData(1, "Call Message; Handle Endpoint Call ffffffffffffffff 1; Message None None ffffffffffffffff 0")]
    [InlineData(11, "BindNotification Values; Handle Thread Manage ffffffffffffffff 1; Handle Notification Wait ffffffffffffffff 1 optional")]
    [InlineData(12, " Values")]
    [InlineData(22, "Query Values; Handle None None ffffffffffffffff 1; BytesOut None None ffffffffffffffff 2")]
    [InlineData(45, "Protect Values; Handle AddressSpace Map ffffffffffffffff 1; Number None None ffffffffffffffff 1; "
        + "Number None None ffffffffffffffff 1; Choice None None 2 1")]
    [InlineData(113, "PowerOff Values; Handle SystemControl Manage ffffffffffffffff 1; Number None None ffffffff 1")]
    public void ACallIsDescribed(int number, string expected) => Assert.Equal(expected, Ask("Tell", (uint)number));

    [Fact]
    public void WhatIsNotDeclaredIsNothing() => Assert.Equal("None None False", Ask("Beyond"));

    [Fact]
    public void TheEndIsBehindTheLastNumber() => Assert.Equal(115u, Ask("End"));

    [Fact]
    public void StatusesHaveNames() => Assert.Equal(("Ok", "TableFull", ""), ($"{Ask("NameOf", 0u)}", $"{Ask("NameOf", 18u)}", $"{Ask("NameOf", 99u)}"));
}
