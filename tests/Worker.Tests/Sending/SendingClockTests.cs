using Syndication.Tests.Support;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Tests.Worker.Sending;

public sealed class SendingClockTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void A_clock_that_is_set_back_does_not_take_time_back()
    {
        var sending = new SendingClock(clock);
        var before = sending.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(1));
        clock.Jump(TimeSpan.FromHours(-1));
        Assert.Equal(before + TimeSpan.FromMinutes(1), sending.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(1), sending.Behind);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(before + TimeSpan.FromMinutes(2), sending.GetUtcNow());
        clock.Jump(TimeSpan.FromHours(1));
        Assert.Equal(clock.GetUtcNow(), sending.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, sending.Behind);
    }

    [Fact]
    public void A_clock_that_leaps_ahead_is_followed_and_told_once()
    {
        var sending = new SendingClock(clock);
        sending.GetUtcNow();
        clock.Jump(TimeSpan.FromDays(1));
        Assert.Equal(clock.GetUtcNow(), sending.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(1), sending.TakeLeap());
        Assert.Equal(TimeSpan.Zero, sending.TakeLeap());
    }
}
