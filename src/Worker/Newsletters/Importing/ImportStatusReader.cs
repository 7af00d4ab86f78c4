using Syndication.Worker.Model;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Tells from a line where its person stands, in the words of the service that wrote it.</summary>
internal static class ImportStatusReader
{
    private static readonly ImportStatus Confirmed = ImportStatus.In(SubscriptionState.Confirmed);
    private static readonly ImportStatus Pending = ImportStatus.In(SubscriptionState.Pending);
    private static readonly ImportStatus Left = ImportStatus.In(SubscriptionState.Unsubscribed);

    /// <summary>Reads the status.</summary>
    public static ImportStatus Read(ImportColumns columns, IReadOnlyList<string> fields) => columns.Source switch
    {
        ImportSource.Listmonk => Listmonk(columns.Field(fields, "status")),
        ImportSource.Mailchimp => Mailchimp(columns, fields),
        ImportSource.Ghost => Ghost(columns, fields),
        ImportSource.Substack => Flag(columns.Field(fields, "email_disabled")) == true ? Left : Confirmed,
        ImportSource.Buttondown => Buttondown(columns.Has("subscriber_type") ? columns.Field(fields, "subscriber_type") : columns.Field(fields, "type")),
        _ => Plain(columns, fields),
    };

    private static ImportStatus Listmonk(string status) => status.ToLowerInvariant() switch
    {
        "enabled" => Confirmed,
        "disabled" => ImportStatus.Refuse(ImportReasons.Inactive),
        "blocklisted" or "blacklisted" => ImportStatus.Never(SuppressionReason.Ops),
        _ => ImportStatus.Refuse(ImportReasons.Status),
    };

    /// <summary>Its files differ by a column: contacts that left have the time of that, and so have those whose address bounced.</summary>
    private static ImportStatus Mailchimp(ImportColumns columns, IReadOnlyList<string> fields)
    {
        if (columns.Field(fields, "clean_time").Length > 0) return ImportStatus.Never(SuppressionReason.Bounce);
        if (columns.Field(fields, "unsub_time").Length > 0) return Left;
        // Contacts that never subscribed (customers, for one) have no such time.
        return columns.Field(fields, "confirm_time").Length > 0 ? Confirmed : Pending;
    }

    private static ImportStatus Ghost(ImportColumns columns, IReadOnlyList<string> fields)
    {
        if (columns.Field(fields, "deleted_at").Length > 0) return ImportStatus.Refuse(ImportReasons.Inactive);
        return Flag(columns.Field(fields, "subscribed_to_emails")) switch
        {
            true => Confirmed,
            false => Left,
            null => ImportStatus.Refuse(ImportReasons.Status),
        };
    }

    private static ImportStatus Buttondown(string type) => type.ToLowerInvariant() switch
    {
        "regular" or "premium" or "gifted" or "trialed" or "unpaid" or "churning" or "churned" or "past_due" or "paused" or "complimentary" or "free" => Confirmed,
        "unactivated" => Pending,
        "unsubscribed" or "removed" => Left,
        "undeliverable" => ImportStatus.Never(SuppressionReason.Bounce),
        "complained" => ImportStatus.Never(SuppressionReason.Complaint),
        "blocked" or "spammy" or "disabled" or "upcoming" => ImportStatus.Refuse(ImportReasons.Inactive),
        _ => ImportStatus.Refuse(ImportReasons.Status),
    };

    private static ImportStatus Plain(ImportColumns columns, IReadOnlyList<string> fields) => columns.Field(fields, "status").ToLowerInvariant() switch
    {
        "confirmed" or "subscribed" or "active" or "enabled" => Confirmed,
        "paused" => ImportStatus.In(SubscriptionState.Paused),
        "pending" or "unconfirmed" => Pending,
        "unsubscribed" or "left" => Left,
        "bounced" or "bounce" or "cleaned" or "undeliverable" => ImportStatus.Never(SuppressionReason.Bounce),
        "complained" or "complaint" => ImportStatus.Never(SuppressionReason.Complaint),
        "suppressed" or "blocklisted" or "blocked" => ImportStatus.Never(SuppressionReason.Ops),
        "inactive" or "disabled" => ImportStatus.Refuse(ImportReasons.Inactive),
        "" when columns.Field(fields, "unsubscribed_at").Length > 0 => Left,
        "" => columns.Field(fields, "confirmed_at").Length > 0 ? Confirmed : Pending,
        _ => ImportStatus.Refuse(ImportReasons.Status),
    };

    private static bool? Flag(string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "t" => true,
        "false" or "0" or "no" or "f" or "" => false,
        _ => null,
    };
}
