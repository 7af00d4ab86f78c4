using Syndication.Tests.Support;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Content;

public sealed class ClockGuardTests : IAsyncLifetime
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly ManualClock clock = new();
    private TestDatabase database = null!;
    private ClockGuard guard = null!;
    private DateTimeOffset start;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Sqlite().MigrateAsync();
        start = clock.GetUtcNow();
        guard = Start();
        await ReadAsync();
        await State.BeatAsync(start, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        guard.Dispose();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Time_that_passes_is_believed()
    {
        clock.Advance(3 * Year);

        Assert.Equal(start + (3 * Year), await ReadAsync());
        Assert.Empty(await HoldsAsync());
    }

    [Theory]
    [InlineData(4 * 365)]
    [InlineData(-4 * 365)]
    public async Task A_clock_that_jumps_by_years_is_not_believed_and_time_goes_on(int days)
    {
        clock.Jump(TimeSpan.FromDays(days));
        Assert.Equal(start, await ReadAsync());
        clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(start.AddHours(2), await ReadAsync());
        Assert.Equal((HoldKind.Clock, "syndication content accept"), (Assert.Single(await HoldsAsync()).Kind, Assert.Single(await HoldsAsync()).Command));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task A_correction_by_hours_is_believed(int hours)
    {
        clock.Jump(TimeSpan.FromHours(hours));

        Assert.Equal(start.AddHours(hours), await ReadAsync());
        Assert.Empty(await HoldsAsync());
    }

    [Fact]
    public async Task A_clock_that_returns_is_believed_again()
    {
        clock.Jump(Year);
        await ReadAsync();
        clock.Jump(-Year);

        Assert.Equal(start, await ReadAsync());
        Assert.Empty(await HoldsAsync());
    }

    [Fact]
    public async Task A_clock_that_ops_accept_is_believed()
    {
        clock.Jump(Year);
        await ReadAsync();
        await Holds.AcceptAsync(HoldKind.Clock, CancellationToken.None);

        Assert.Equal(start + Year, await ReadAsync());
        Assert.Empty(await HoldsAsync());
    }

    [Fact]
    public async Task A_service_that_was_stopped_for_weeks_believes_the_clock()
    {
        clock.Jump(TimeSpan.FromDays(20));
        Restart();

        Assert.Equal(start.AddDays(20), await ReadAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-20_000)] // a machine without a battery starts in 1970
    public async Task A_clock_that_jumped_while_the_service_was_stopped_is_not_believed(int days)
    {
        clock.Jump(TimeSpan.FromDays(days));
        Restart();

        Assert.Equal(start, await ReadAsync());
        Assert.Single(await HoldsAsync());
    }

    [Fact]
    public async Task A_restart_does_not_end_the_hold()
    {
        clock.Jump(TimeSpan.FromDays(10));
        await ReadAsync();
        Restart();

        Assert.Equal(start, await ReadAsync());
        Assert.Single(await HoldsAsync());
    }

    private HoldStore Holds => new(database.Database, clock);

    private ServiceStateStore State => new(database.Database);

    private ClockGuard Start() => new(Holds, State, clock);

    private void Restart()
    {
        guard.Dispose();
        guard = Start();
    }

    private Task<DateTimeOffset> ReadAsync() => guard.ReadAsync(CancellationToken.None);

    private Task<IReadOnlyList<Hold>> HoldsAsync() => Holds.ReadAsync(CancellationToken.None);
}
