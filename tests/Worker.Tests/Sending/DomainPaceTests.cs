using Syndication.Worker.Mail.Limits;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Tests.Worker.Sending;

public sealed class DomainPaceTests
{
    private static readonly DomainLimit TenASecond = new() { Name = "example.com", Domains = ["example.com"], Connections = 3, RatePerSecond = 10 };

    [Fact]
    public void Messages_keep_their_distance()
    {
        var pace = new DomainPace(TenASecond);
        for (var i = 0; i < 10; i++) pace.Begin(At(0));
        Assert.True(pace.WaitAt(At(0)) > TimeSpan.FromSeconds(0.7));
    }

    [Fact]
    public void No_more_are_under_way_than_connections_are_allowed()
    {
        var pace = new DomainPace(TenASecond);
        for (var i = 0; i < 3; i++) pace.Begin(At(i));
        Assert.Equal(TimeSpan.MaxValue, pace.WaitAt(At(10)));
        pace.End();
        Assert.Equal(TimeSpan.Zero, pace.WaitAt(At(10)));
    }

    [Fact]
    public void A_refusal_halves_the_rate_once_for_all_that_were_under_way()
    {
        var pace = new DomainPace(TenASecond);
        pace.Slow(At(1), At(2));
        pace.Slow(At(1.5), At(2.1));
        Assert.Equal(5, pace.Rate);
        pace.Slow(At(3), At(4));
        Assert.Equal(2.5, pace.Rate);
    }

    [Fact]
    public void Successes_raise_the_rate_step_by_step_up_to_the_limit()
    {
        var pace = new DomainPace(TenASecond);
        pace.Slow(At(1), At(2));
        pace.Succeed(At(3));
        Assert.Equal(5, pace.Rate);
        pace.Succeed(At(12.1));
        Assert.Equal(6, pace.Rate);
        for (var i = 0; i < 20; i++) pace.Succeed(At(30 + (i * 11)));
        Assert.Equal(10, pace.Rate);
        Assert.False(pace.IsSlowed);
    }

    [Fact]
    public void A_domain_without_a_limit_is_slowed_to_half_of_what_it_was_sent_and_let_go_at_twice_that()
    {
        var pace = new DomainPace(DomainLimit.None);
        for (var i = 0; i < 100; i++) pace.Begin(At(i * 0.01));
        pace.Slow(At(0.9), At(1));
        Assert.Equal(50, pace.Rate);
        for (var i = 1; pace.IsSlowed; i++) pace.Succeed(At(1 + (i * 11)));
        Assert.Equal(0, pace.Rate);
    }

    [Fact]
    public void The_rate_never_falls_to_nothing()
    {
        var pace = new DomainPace(TenASecond);
        for (var i = 0; i < 100; i++) pace.Slow(At(i), At(i + 0.5));
        Assert.True(pace.Rate >= 0.1);
    }

    [Fact]
    public void Five_failures_in_a_row_close_the_domain_and_one_message_tries_it_again()
    {
        var pace = new DomainPace(DomainLimit.None);
        for (var i = 0; i < 4; i++) pace.Fail(At(i));
        pace.Succeed(At(4));
        for (var i = 0; i < 5; i++) pace.Fail(At(5));
        Assert.True(pace.IsClosed);
        Assert.Equal(TimeSpan.FromMinutes(1), pace.WaitAt(At(5)));
        Assert.Equal(TimeSpan.Zero, pace.WaitAt(At(65)));
        pace.Begin(At(65));
        Assert.Equal(TimeSpan.MaxValue, pace.WaitAt(At(65)));
        pace.End();
        pace.Fail(At(66));
        Assert.Equal(TimeSpan.FromMinutes(2), pace.WaitAt(At(66)));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
