using Syndication.Feeds.Ledger;

namespace Syndication.Tests.Feeds.Ledger;

public sealed class FeedMembersTests
{
    [Fact]
    public void Members_stand_in_the_order_of_their_numbers_whenever_they_came()
    {
        var members = FeedMembers.None.With([(3, "c"), (1, "a")]).With([(2, "b"), (4, "d"), (3, "c")]);
        Assert.Equal(["a", "b", "c", "d"], Enumerable.Range(0, members.Count).Select(index => members[index]));
        Assert.Equal(["d", "c"], members.Latest(2));
        Assert.Equal(2, members.RankOf(3, "c"));
        Assert.True(members.RankOf(3, "x") < 0);
    }

    [Fact]
    public void Nothing_new_is_the_same_instance()
    {
        var members = FeedMembers.None.With([(1, "a")]);
        Assert.Same(members, members.With([(1, "a")]));
    }
}
