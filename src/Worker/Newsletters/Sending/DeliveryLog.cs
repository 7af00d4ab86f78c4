using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Reports what happens to deliveries, without an address; also the clock that their times come from.</summary>
/// <param name="logger">Where it is reported.</param>
/// <param name="time">The clock.</param>
internal sealed partial class DeliveryLog(ILogger<DeliveryLog> logger, TimeProvider time)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The clock's time, in UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    [LoggerMessage(4020, LogLevel.Debug, "Delivery {Delivery}: {State}")]
    public partial void Ended(string delivery, DeliveryState state);

    [LoggerMessage(4021, LogLevel.Information, "Delivery {Delivery} is not wanted any more")]
    public partial void Suppressed(string delivery);

    [LoggerMessage(4022, LogLevel.Error, "Mail cannot leave: {Reason} Everything waits and is tried again")]
    public partial void DestinationFailed(string reason);

    [LoggerMessage(4023, LogLevel.Critical, "The mail server refuses our sender; edition {Edition} is paused until it is resumed: {Reply}")]
    public partial void SenderRefused(string edition, string reply);

    [LoggerMessage(4024, LogLevel.Error, "Sending goes on after a failure")]
    public partial void Failed(Exception exception);

    [LoggerMessage(4025, LogLevel.Warning, "Took over from a worker that ended: {Unknown} messages may have arrived without a note of it")]
    public partial void TookOver(int unknown);
}
