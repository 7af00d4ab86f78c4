using System.Collections.Concurrent;
using System.Globalization;
using Syndication.Worker.Model.Bounces;
using Syndication.Worker.Model.Sending;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Bounces;

namespace Syndication.Worker.Newsletters.Bounces;

/// <summary>Stops an edition of which too many messages come back or are called spam: more of them would cost the sender its name.</summary>
/// <param name="editions">Pauses them.</param>
/// <param name="alarms">Counts, and remembers what was told.</param>
/// <param name="log">Where it is told.</param>
internal sealed class EditionBrake(EditionStore editions, BounceAlarmStore alarms, BounceLog log)
{
    private const int MostKept = 1024;

    // How many more bounces it takes at least before an edition's rate can be too high: counting a million rows for each would not do.
    private readonly ConcurrentDictionary<string, long> room = new(StringComparer.Ordinal);

    /// <summary>Pauses an edition until ops resume it.</summary>
    /// <returns>Whether it was running till now.</returns>
    public Task<bool> PauseAsync(string editionId, PauseReason reason, string note, CancellationToken cancellationToken) =>
        editions.PauseAsync(editionId, reason, note, cancellationToken);

    /// <summary>Notes a failure that was committed: tells ops what is our own trouble, and looks at its edition's rate.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="editionId">The edition; null for a message of none.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task NoteAsync(DeliveryFailure failure, string? editionId, CancellationToken cancellationToken)
    {
        if (failure.Kind == FailureKind.Ours) log.Refused(failure.Status);
        if (editionId is null || room.AddOrUpdate(editionId, 0, (_, left) => left - 1) > 0) return;
        var (sent, bounced, _) = await alarms.CountAsync(editionId, cancellationToken);
        if (sent >= BounceRules.LeastSent && bounced > sent * BounceRules.MostBounced)
        {
            await StopAsync(new EditionAlarm(editionId, nameof(PauseReason.Bounces), bounced, sent), cancellationToken);
            // It is told once; what ops let go on is not stopped for the same again.
            bounced = long.MinValue / 2;
        }

        if (room.Count >= MostKept) room.Clear();
        room[editionId] = (long)Math.Floor(Math.Max(sent, BounceRules.LeastSent) * BounceRules.MostBounced) - bounced;
    }

    /// <summary>Looks at the rate of complaints after one that was committed.</summary>
    public async Task NoteComplaintAsync(string? editionId, CancellationToken cancellationToken)
    {
        if (editionId is null) return;
        var (sent, _, complaints) = await alarms.CountAsync(editionId, cancellationToken);
        if (sent >= BounceRules.LeastSent && complaints > sent * BounceRules.MostComplaints)
        {
            await StopAsync(new EditionAlarm(editionId, nameof(PauseReason.Complaints), complaints, sent), cancellationToken);
        }
    }

    private async Task StopAsync(EditionAlarm alarm, CancellationToken cancellationToken)
    {
        if (await alarms.IsRaisedAsync(alarm, cancellationToken)) return;
        var note = string.Create(CultureInfo.InvariantCulture, $"{alarm.Count} of {alarm.Sent} messages {(alarm.Kind == nameof(PauseReason.Bounces) ? "came back" : "were called spam")}.");
        await PauseAsync(alarm.EditionId, Enum.Parse<PauseReason>(alarm.Kind), note, cancellationToken);
        if (await alarms.RaiseAsync(alarm, cancellationToken)) log.Stopped(alarm.EditionId, alarm.Kind.ToLowerInvariant(), alarm.Count, alarm.Sent);
    }
}
