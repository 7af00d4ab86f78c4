using Syndication.Worker.Mail.Limits;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Tests.Worker.Sending;

public sealed class RetryRulesTests
{
    [Fact]
    public void Delays_grow_as_rule_fifteen_says()
    {
        var rules = new RetryRules(new RetryOptions { Spread = 0 });
        Assert.Equal(
            [5, 15, 30, 60, 120, 240, 480, 960, 1920, 1920],
            Enumerable.Range(1, 10).Select(attempt => rules.DelayAfter(attempt).TotalMinutes));
    }

    [Fact]
    public void Delays_are_spread_by_a_fifth_both_ways()
    {
        var delays = Enumerable.Range(0, 1000).Select(_ => new RetryRules(new RetryOptions()).DelayAfter(1).TotalMinutes).ToList();
        Assert.InRange(delays.Min(), 4, 4.2);
        Assert.InRange(delays.Max(), 5.8, 6);
    }

    [Fact]
    public void A_message_is_given_up_when_the_next_attempt_would_be_past_the_patience()
    {
        var rules = new RetryRules(new RetryOptions());
        Assert.False(rules.IsTooLate(TimeSpan.FromHours(70), TimeSpan.FromHours(2)));
        Assert.True(rules.IsTooLate(TimeSpan.FromHours(70), TimeSpan.FromHours(2.1)));
    }

    [Fact]
    public void A_message_that_always_breaks_the_line_is_tried_ever_more_seldom()
    {
        var rules = new RetryRules(new RetryOptions { Spread = 0 });
        Assert.Equal([1, 5, 30], new[] { 0, 20, 600 }.Select(minutes => rules.DelayAfterLoss(TimeSpan.FromMinutes(minutes)).TotalMinutes));
    }

    [Fact]
    public void Delays_are_as_configured()
    {
        var rules = new RetryRules(new RetryOptions { First = [TimeSpan.FromMinutes(1)], Factor = 3, Longest = TimeSpan.FromMinutes(10), Spread = 0 });
        Assert.Equal([1, 3, 9, 10, 10], Enumerable.Range(1, 5).Select(attempt => rules.DelayAfter(attempt).TotalMinutes));
    }
}
