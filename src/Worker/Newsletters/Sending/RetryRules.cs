using System.Security.Cryptography;
using Syndication.Worker.Mail.Limits;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>When a message that could not be handed over is tried again.</summary>
/// <param name="options">The delays.</param>
internal sealed class RetryRules(RetryOptions options)
{
    /// <summary>How long a message that may have arrived is left alone before its one more attempt.</summary>
    public static readonly TimeSpan UnknownDelay = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ShortestAfterLoss = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestAfterLoss = TimeSpan.FromMinutes(30);

    /// <summary>The time until the next attempt after a reply that was about the reader.</summary>
    /// <param name="attempts">Attempts so far, at least one.</param>
    public TimeSpan DelayAfter(long attempts)
    {
        var later = attempts - options.First.Length;
        var delay = later <= 0
            ? options.First[(int)Math.Max(0, attempts - 1)]
            : TimeSpan.FromSeconds(Math.Min(options.Longest.TotalSeconds, options.First[^1].TotalSeconds * Math.Pow(options.Factor, later)));
        return Spread(delay < options.Longest ? delay : options.Longest);
    }

    /// <summary>
    /// The time until the next attempt after a 421 or a lost line, which say nothing about the reader and are not counted: a quarter of the
    /// time that the message has waited, so that one which always breaks the line is tried ever more seldom.
    /// </summary>
    /// <param name="waited">Since the message was planned.</param>
    public TimeSpan DelayAfterLoss(TimeSpan waited)
    {
        var delay = waited / 4;
        return Spread(delay < ShortestAfterLoss ? ShortestAfterLoss : delay < LongestAfterLoss ? delay : LongestAfterLoss);
    }

    /// <summary>Whether a message that is tried again after a delay would be tried for too long.</summary>
    /// <param name="waited">Since the message was planned.</param>
    /// <param name="delay">Until the next attempt.</param>
    public bool IsTooLate(TimeSpan waited, TimeSpan delay) => waited + delay > options.Patience;

    private TimeSpan Spread(TimeSpan delay) => delay * (1 + (options.Spread * ((RandomNumberGenerator.GetInt32(0, 20_001) / 10_000.0) - 1)));
}
