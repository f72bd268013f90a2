using Diesis.Machines;

namespace Diesis.Boot;

/// <summary>What <see cref="BootInfo"/> promises whatever the loader said, checked.</summary>
public static class BootInfoInvariants
{
    public static void AssertHold(BootInfo info)
    {
        var ranges = MemoryMapBuilderTests.Read(info.Memory);
        for (int i = 0; i < ranges.Length; i++)
        {
            Assert.True(ranges[i].Start < ranges[i].End);
            Assert.Equal(0UL, (ranges[i].Start | ranges[i].End) % Page.Size);
            Assert.True(i == 0 || ranges[i - 1].End <= ranges[i].Start);
        }
        for (int i = 0; i < info.Modules.Count; i++)
        {
            ulong start = info.Modules[i].Start.Value, end = start + info.Modules[i].Length;
            Assert.DoesNotContain(ranges,
                range => range.Kind == MemoryKind.Usable && range.Start < end && start < range.End);
        }
        if (info.Framebuffer.IsPresent) Assert.True(info.Framebuffer.IsPossible);
    }
}
