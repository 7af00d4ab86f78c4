namespace Syndication.Feeds.Publishing;

/// <summary>
/// Keeps the heap from growing by what a large pass is done with. Entries live through several feeds and so reach the oldest generation, which the collector lets
/// double before it looks at it: at 100,000 posts that is 200 MB of peak, against the CPU time of a collection each time the heap has grown by a quarter. Small heaps are left alone.
/// </summary>
internal sealed class HeapGrowth
{
    private const long SmallHeap = 192L * 1024 * 1024;

    // The fewer the posts, the less a collection takes, and the more of them a share of the heap would ask for.
    private const long LeastGrowth = 64L * 1024 * 1024;

    private readonly Lock access = new();
    private long after;

    /// <summary>Collects what is dead where the heap has grown by more than a quarter since the last time.</summary>
    public void Check()
    {
        var size = GC.GetTotalMemory(forceFullCollection: false);
        if (size < SmallHeap || size < Volatile.Read(ref after) + Math.Max(LeastGrowth, after / 4) || !access.TryEnter()) return;
        try
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: after == 0);
            Volatile.Write(ref after, GC.GetTotalMemory(forceFullCollection: false));
        }
        finally
        {
            access.Exit();
        }
    }
}
