using System.Security.Cryptography;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>When a message that was refused for now is tried again: after 5, 15 and 30 minutes, 1, 2, 4 … hours, each ±20 %, for 72 hours.</summary>
internal static class RetryRules
{
    /// <summary>How long a message is tried; then its posts are due again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(72);

    /// <summary>How long a message that may have arrived is left alone before its one more attempt.</summary>
    public static readonly TimeSpan UnknownDelay = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] First = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)];

    /// <summary>The time until the next attempt.</summary>
    /// <param name="attempts">Attempts so far, at least one.</param>
    public static TimeSpan DelayAfter(long attempts)
    {
        var delay = attempts <= First.Length
            ? First[Math.Max(0, attempts - 1)]
            : TimeSpan.FromHours(Math.Pow(2, Math.Min(5, attempts - First.Length - 1)));
        // Spread, so that what was refused together does not come back together.
        return delay * (0.8 + (RandomNumberGenerator.GetInt32(0, 4001) / 10000.0));
    }
}
