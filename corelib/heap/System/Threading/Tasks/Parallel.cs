using System.Collections.Generic;

namespace System.Threading.Tasks;

/// <summary>Loops whose rounds run beside one another, on all cores. The caller takes part and returns when all are done.</summary>
public static class Parallel
{
    private const int SharesPerThread = 8;

    public static void For(int fromInclusive, int toExclusive, Action<int> body)
        => For(fromInclusive, toExclusive, new ParallelOptions(), body);

    public static void For(int fromInclusive, int toExclusive, ParallelOptions parallelOptions, Action<int> body)
    {
        long count = (long)toExclusive - fromInclusive;
        if (count <= 0) return;
        int degree = (int)Math.Min(parallelOptions.Degree, count);
        // Several shares each, so that whoever is quick takes more.
        long share = Math.Max(1, count / (degree * SharesPerThread));
        long next = 0;
        RunOn(degree, () =>
        {
            while (!parallelOptions.CancellationToken.IsCancellationRequested)
            {
                long start = Interlocked.Add(ref next, share) - share;
                if (start >= count) return;
                long end = Math.Min(start + share, count);
                for (long i = start; i < end; i++) body((int)(fromInclusive + i));
            }
        });
    }

    public static void ForEach<TSource>(IEnumerable<TSource> source, Action<TSource> body)
        => ForEach(source, new ParallelOptions(), body);

    public static void ForEach<TSource>(
        IEnumerable<TSource> source, ParallelOptions parallelOptions, Action<TSource> body)
    {
        using var items = source.GetEnumerator();
        RunOn(parallelOptions.Degree, () =>
        {
            while (!parallelOptions.CancellationToken.IsCancellationRequested)
            {
                TSource item;
                lock (items)
                {
                    if (!items.MoveNext()) return;
                    item = items.Current;
                }
                body(item);
            }
        });
    }

    public static void Invoke(params Action[] actions) => ForEach(actions, action => action());

    public static Task ForEachAsync<TSource>(
        IEnumerable<TSource> source, Func<TSource, CancellationToken, ValueTask> body)
        => ForEachAsync(source, new ParallelOptions(), body);

    /// <summary>So many at once, each begun when another is over.</summary>
    public static Task ForEachAsync<TSource>(
        IEnumerable<TSource> source, ParallelOptions parallelOptions,
        Func<TSource, CancellationToken, ValueTask> body)
    {
        var items = source.GetEnumerator();
        var token = parallelOptions.CancellationToken;
        var workers = new Task[parallelOptions.Degree];
        for (int i = 0; i < workers.Length; i++) workers[i] = Task.Run(Work);
        return End();

        async Task Work()
        {
            while (!token.IsCancellationRequested)
            {
                TSource item;
                lock (items)
                {
                    if (!items.MoveNext()) return;
                    item = items.Current;
                }
                await body(item, token);
            }
        }

        async Task End()
        {
            await Task.WhenAll(workers);
            items.Dispose();
        }
    }

    private static void RunOn(int degree, Action work)
    {
        var others = new Task[degree - 1];
        for (int i = 0; i < others.Length; i++) others[i] = Task.Run(work);
        work();
        Task.WaitAll(others);
    }
}
