using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Reports what happens to deliveries, without an address; also the clock that their times come from.</summary>
/// <param name="logger">Where it is reported.</param>
/// <param name="time">The clock.</param>
internal sealed partial class DeliveryLog(ILogger<DeliveryLog> logger, SendingClock time)
{
    // A database that is away fails every connection every second; a line a minute says as much.
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private string? told;
    private long toldAt;
    private bool isBehind;

    /// <summary>The clock.</summary>
    public SendingClock Time => time;

    /// <summary>The clock's time, in UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Why what happens to deliveries cannot be noted, or null when it can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Notes that a step could not be committed; the same failure is logged once a minute.</summary>
    public void NotKept(Exception exception)
    {
        lock (gate)
        {
            Trouble = exception.Message.ReplaceLineEndings(" ");
            if (told == Trouble && time.GetElapsedTime(toldAt) < RepeatInterval) return;
            (told, toldAt) = (Trouble, time.GetTimestamp());
        }

        CannotNote(exception);
    }

    /// <summary>Notes that a step was committed.</summary>
    public void Kept()
    {
        if (Trouble is null) return;
        lock (gate) (Trouble, told) = (null, null);
        Notes();
    }

    /// <summary>Notes what became of the clock since this was called last.</summary>
    public void LookAtClock()
    {
        if (time.TakeLeap() is var leap && leap > TimeSpan.Zero) ClockAhead(leap);
        var behind = time.Behind;
        if (behind > TimeSpan.Zero && !isBehind) ClockBehind(behind);
        isBehind = behind > TimeSpan.Zero;
    }

    [LoggerMessage(4020, LogLevel.Debug, "Delivery {Delivery}: {State}")]
    public partial void Ended(string delivery, DeliveryState state);

    [LoggerMessage(4021, LogLevel.Information, "Delivery {Delivery} is not wanted any more")]
    public partial void Suppressed(string delivery);

    [LoggerMessage(4022, LogLevel.Error, "Mail cannot leave: {Reason} Everything waits and is tried again")]
    public partial void DestinationFailed(string reason);

    [LoggerMessage(4023, LogLevel.Error, "The mail server refuses our sender; edition {Edition} is paused until it is resumed: {Reply}")]
    public partial void SenderRefused(string edition, string reply);

    [LoggerMessage(4024, LogLevel.Error, "Sending goes on after a failure")]
    public partial void Failed(Exception exception);

    [LoggerMessage(4025, LogLevel.Warning, "Took over from a worker that ended: {Unknown} messages may have arrived without a note of it")]
    public partial void TookOver(int unknown);

    [LoggerMessage(4026, LogLevel.Error, "The mail server refuses our sender; a message that a reader waits for is tried again later: {Reply}")]
    public partial void ShortMessageRefused(string reply);

    [LoggerMessage(4027, LogLevel.Error, "The database does not take what happens to deliveries; it is tried again until it does, and nothing more is sent by then")]
    private partial void CannotNote(Exception exception);

    [LoggerMessage(4028, LogLevel.Information, "The database takes what happens to deliveries again")]
    private partial void Notes();

    [LoggerMessage(4029, LogLevel.Warning, "The clock was set back by {Behind}; sending goes by the time that has passed until the clock has caught up or the service starts anew")]
    private partial void ClockBehind(TimeSpan behind);

    [LoggerMessage(4032, LogLevel.Warning, "The clock went ahead by {Leap} more than has passed; what was to be tried later is due earlier by that")]
    private partial void ClockAhead(TimeSpan leap);
}
