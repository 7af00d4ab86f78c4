using System.Collections.Concurrent;

namespace Syndication.Worker.Newsletters.Bounces;

/// <summary>Reports what came back, without an address or a word of the mail.</summary>
/// <param name="logger">Where it is reported.</param>
/// <param name="time">Keeps the same refusal from being told with every message.</param>
internal sealed partial class BounceLog(ILogger<BounceLog> logger, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> told = new(StringComparer.Ordinal);

    /// <summary>Tells once an hour that a status says our sender or our message is refused.</summary>
    public void Refused(string status)
    {
        var now = time.GetUtcNow();
        var until = now + Quiet;
        if (told.AddOrUpdate(status, until, (_, last) => last > now ? last : until) == until) LogRefused(status);
    }

    [LoggerMessage(4040, LogLevel.Debug, "Delivery {Delivery} came back: {Effect}")]
    public partial void Returned(string delivery, Model.Bounces.BounceEffect effect);

    [LoggerMessage(4042, LogLevel.Critical, "Edition {Edition} is paused until it is resumed: {Count} {Kind} of {Sent} sent messages")]
    public partial void Stopped(string edition, string kind, long count, long sent);

    [LoggerMessage(4043, LogLevel.Warning, "A mail that came back names a delivery that it cannot prove; it is kept as {File}")]
    public partial void Unproven(string file);

    [LoggerMessage(4044, LogLevel.Warning, "A mail that came back could not be read; it is kept as {File}")]
    public partial void Unread(string file);

    [LoggerMessage(4045, LogLevel.Error, "A mail that came back made its reading fail; it is kept as {File}")]
    public partial void Failed(Exception exception, string file);

    [LoggerMessage(4046, LogLevel.Information, "A mail to unsubscribe was followed")]
    public partial void Unsubscribed();

    [LoggerMessage(4041, LogLevel.Error, "Our sender or our messages are refused with status {Status}; nobody is suppressed for it")]
    private partial void LogRefused(string status);
}
