namespace Diesis.Sdk.Generators;

public class EnumMembersGeneratorTests
{
    private const string Library = """
        namespace System;
        internal static partial class EnumMembers
        {
            public static string Of<T>()
            {
                EnumDescription description = default;
                Describe<T>(ref description);
                return description.Summary;
            }
            static partial void Describe<TEnum>(ref EnumDescription description);
        }
        internal readonly ref struct EnumDescription(ReadOnlySpan<byte> names, ReadOnlySpan<ulong> values, bool isFlags)
        {
            private readonly ReadOnlySpan<byte> _names = names;
            private readonly ReadOnlySpan<ulong> _values = values;
            private readonly bool _isFlags = isFlags;
            public string Summary => $"{Text.Encoding.UTF8.GetString(_names)} {string.Join(",", _values.ToArray())} {_isFlags}";
        }
        """;

    private const string Enumerations = """
        internal enum Order : short { Second = 2, First = 1, Minus = -1, AlsoFirst = 1 }
        public class Outer
        {
            [System.Flags] internal enum Inner : ulong { Bït = 1ul << 63 }
            private enum Hidden { A }
            public class Generic<T> { public enum Within { B } }
        }
        public static class Question
        {
            public static string Ask() => System.EnumMembers.Of<Order>() + " / " + System.EnumMembers.Of<Outer.Inner>();
        }
        """;

    [Fact]
    public void MembersAreInTheOrderOfTheirBits()
    {
        var run = GeneratorRun.Of(new EnumMembersGenerator(), Library, Enumerations);
        object? answer = run.Load().GetType("Question")!.GetMethod("Ask")!.Invoke(null, null);
        Assert.Equal("First\0AlsoFirst\0Second\0Minus\0 1,1,2,65535 False / Bït\0 9223372036854775808 True", answer);
    }

    [Fact]
    public void WhatCannotBeNamedIsLeftOut()
    {
        string written = GeneratorRun.Of(new EnumMembersGenerator(), Library, Enumerations).Written("EnumMembers.g.cs");
        Assert.Contains("global::Outer.Inner", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Within", written, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsWrittenForTheRealLibrary()
        => Assert.Equal("", GeneratorRun.Of(new EnumMembersGenerator(), Enumerations.Replace("System.EnumMembers.Of", "typeof", StringComparison.Ordinal))
            .Written("EnumMembers.g.cs"));
}
