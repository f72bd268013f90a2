using System.Linq;
using Diesis.Machines;
using Xunit;

namespace Diesis.Kernel.Intercore;

public class CoreSetTests
{
    [Fact]
    public void HoldsWhatWasAddedAndNothingElse()
    {
        int[] added = [0, 1, 63, 64, 200, CoreNumber.Most - 1];
        CoreSet set = default;
        Assert.True(set.IsEmpty);
        foreach (int core in added)
        {
            set.Add(new CoreNumber(core));
            set.Add(new CoreNumber(core));
        }
        Assert.False(set.IsEmpty);
        Assert.Equal(added, Enumerable.Range(0, CoreNumber.Most).Where(core => set.Contains(new CoreNumber(core))));
    }
}
