using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>Everything that is held about a person, as JSON for them to keep or to take elsewhere.</summary>
internal static class SubscriberExport
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Names and wordings are for people to read, whatever their script.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The document: UTF-8, indented, times in ISO 8601 and UTC.</summary>
    /// <param name="held">What is held.</param>
    /// <param name="now">When it was asked for, in UTC.</param>
    public static byte[] ToJson(HeldSubscriber held, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(held);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                exportedAt = now.UtcDateTime,
                held.Address,
                held.Language,
                held.TextOnly,
                firstSeenAt = held.CreatedAt.UtcDateTime,
                suppressedFor = held.Suppression,
                bounces = held.Bounces.Select(bounce => new { bounce.Kind, bounce.Status, at = bounce.ReportedAt.UtcDateTime }),
                suspension = held.Suspension is { } suspension
                    ? new { since = suspension.Since.UtcDateTime, probeFrom = suspension.ProbeFrom.UtcDateTime, suspension.IsProbed }
                    : null,
                subscriptions = held.Subscriptions.Select(Describe),
            },
            Format);
    }

    private static object Describe(HeldSubscription held) => new
    {
        held.Subscription.Newsletter,
        held.Subscription.State,
        held.Subscription.Schedule,
        tags = held.Subscription.Tags is { } tags ? tags.ToArray() : null,
        held.Subscription.TimeZone,
        consent = new { text = held.ConsentText, at = held.ConsentAt.UtcDateTime },
        confirmedAt = held.Subscription.ConfirmedAt?.UtcDateTime,
        pausedUntil = held.Subscription.PausedUntil?.UtcDateTime,
        unsubscribedAt = held.Subscription.UnsubscribedAt?.UtcDateTime,
        held.Subscription.AnnouncedThrough,
        messages = held.Messages.Select(message => new
        {
            message.Kind,
            message.State,
            message.Attempts,
            plannedAt = message.CreatedAt.UtcDateTime,
            endedAt = message.FinishedAt?.UtcDateTime,
            message.MessageId,
            message.Reply,
        }),
        received = held.Receipts.Select(receipt => new { receipt.Occurrence, receipt.State, at = receipt.SentAt.UtcDateTime, posts = receipt.Posts.ToArray() }),
    };
}
