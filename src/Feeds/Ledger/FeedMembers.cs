namespace Syndication.Feeds.Ledger;

/// <summary>
/// The posts that a feed ever held, by the number that they entered it with; immutable. One sorted array: it is copied only when posts enter, and a tree takes four times its memory.
/// </summary>
internal sealed class FeedMembers
{
    private readonly (long Number, string Id)[] members;

    private FeedMembers((long Number, string Id)[] members) => this.members = members;

    /// <summary>No posts.</summary>
    public static FeedMembers None { get; } = new([]);

    /// <summary>How many there are.</summary>
    public int Count => members.Length;

    /// <summary>The identity at a place, from 0.</summary>
    public string this[int index] => members[index].Id;

    /// <summary>The latest, newest first.</summary>
    public IEnumerable<string> Latest(int count)
    {
        for (var index = members.Length - 1; index >= Math.Max(0, members.Length - count); index--) yield return members[index].Id;
    }

    /// <summary>How many are before a member; negative where it is none.</summary>
    public int RankOf(long number, string id) => Array.BinarySearch(members, (number, id), Order.Instance);

    /// <summary>These and others; the same instance where there is no other.</summary>
    public FeedMembers With(IEnumerable<(long Number, string Id)> others)
    {
        var come = Sorted([.. members.Length == 0 ? others : others.Where(other => RankOf(other.Number, other.Id) < 0)]);
        if (come.Length == 0) return this;
        if (members.Length == 0) return new(come);
        var all = new (long Number, string Id)[members.Length + come.Length];
        var (old, added) = (0, 0);
        for (var index = 0; index < all.Length; index++)
        {
            var isOld = added == come.Length || (old < members.Length && Order.Instance.Compare(members[old], come[added]) < 0);
            all[index] = isOld ? members[old++] : come[added++];
        }

        return new(all);
    }

    // In order, each once; they mostly come so.
    private static (long Number, string Id)[] Sorted((long Number, string Id)[] others)
    {
        var (isSorted, isOnce) = (true, true);
        for (var index = 1; index < others.Length && isSorted; index++) isSorted = Order.Instance.Compare(others[index - 1], others[index]) < 0;
        if (isSorted) return others;
        Array.Sort(others, Order.Instance);
        for (var index = 1; index < others.Length && isOnce; index++) isOnce = Order.Instance.Compare(others[index - 1], others[index]) < 0;
        return isOnce ? others : [.. others.Distinct()];
    }

    private sealed class Order : IComparer<(long Number, string Id)>
    {
        public static Order Instance { get; } = new();

        public int Compare((long Number, string Id) x, (long Number, string Id) y) =>
            x.Number != y.Number ? x.Number.CompareTo(y.Number) : string.CompareOrdinal(x.Id, y.Id);
    }
}
