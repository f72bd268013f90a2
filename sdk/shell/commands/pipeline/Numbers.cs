using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Commands.Pipeline;

/// <summary>Commands that add.</summary>
internal static class Numbers
{
    public static Value Sum(CommandContext context, ValueStream items, Closure? of, ShellType type)
    {
        Value sum = default;
        bool isDouble = type == PrimitiveType.Double;
        while (context.TryPull(items, out Value item))
        {
            if (of is not null && !context.TryInvoke(of, item, out item)) break;
            if (isDouble) sum.Double += item.Double;
            else if (Arithmetic.TryAdd(sum.Bits, item.Bits, out long next)) sum.Bits = next;
            else
            {
                context.Fail("the sum does not fit into 64 bits");
                break;
            }
        }
        return sum;
    }

    public static Value Average(CommandContext context, ValueStream items, Closure? of, ShellType type)
    {
        double sum = 0;
        long count = 0;
        while (context.TryPull(items, out Value item))
        {
            if (of is not null && !context.TryInvoke(of, item, out item)) break;
            sum += type == PrimitiveType.Double ? item.Double : item.Bits;
            count++;
        }
        if (count == 0) context.Fail("no items have no mean");
        return Value.FromDouble(count == 0 ? 0 : sum / count);
    }
}
