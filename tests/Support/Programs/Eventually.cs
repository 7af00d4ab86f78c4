namespace Syndication.Tests.Support.Programs;

/// <summary>Waits for what another process does by looking again and again.</summary>
public static class Eventually
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>How long something may take on a machine that does much else.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(90);

    /// <summary>Looks until there is something.</summary>
    /// <param name="look">Returns null while there is nothing.</param>
    /// <param name="onTimeout">Says what was waited for, and what is there instead.</param>
    /// <param name="patience">Else <see cref="Patience"/>.</param>
    /// <param name="glance">The time between two looks; else that of a human eye.</param>
    /// <exception cref="TimeoutException">It never came.</exception>
    public static async Task<T> FindAsync<T>(Func<Task<T?>> look, Func<string> onTimeout, TimeSpan? patience = null, TimeSpan? glance = null)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await look() is { } found) return found;
            if (TimeProvider.System.GetElapsedTime(started) > (patience ?? Patience)) throw new TimeoutException(onTimeout());
            await Task.Delay(glance ?? Glance, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Looks until something is true.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static Task BeTrueAsync(Func<Task<bool>> look, Func<string> onTimeout, TimeSpan? patience = null, TimeSpan? glance = null) =>
        FindAsync(async () => await look() ? "true" : null, onTimeout, patience, glance);

    /// <summary>Looks until something is true.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static Task BeTrueAsync(Func<bool> look, Func<string> onTimeout, TimeSpan? patience = null) =>
        BeTrueAsync(() => Task.FromResult(look()), onTimeout, patience);
}
