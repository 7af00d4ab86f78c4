using System.Text.RegularExpressions;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Makes of a line of a file what is imported, or says why not.</summary>
/// <param name="columns">The file's columns.</param>
/// <param name="options">What ops said.</param>
/// <param name="newsletters">The configured newsletters.</param>
/// <param name="tags">Reads tags.</param>
/// <param name="now">The time of the import, in UTC.</param>
internal sealed partial class ImportLineReader(
    ImportColumns columns, ImportOptions options, IReadOnlyList<NewsletterOptions> newsletters, ImportTags tags, DateTimeOffset now)
{
    private readonly Dictionary<string, string?> zones = new(StringComparer.Ordinal);

    /// <summary>Reads a line.</summary>
    /// <param name="line">Its number in the file, from 1.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="refusal">Why it is not taken, a code of <see cref="ImportReasons"/>, where null is returned.</param>
    public ImportLine? Read(long line, IReadOnlyList<string> fields, out string refusal)
    {
        if (AddressRules.Read(columns.Address(fields)).Address is not { } address) return Refuse(ImportReasons.Address, out refusal);
        var status = ImportStatusReader.Read(columns, fields);
        if (status.Refusal is { } reason) return Refuse(reason, out refusal);
        var state = status.State ?? SubscriptionState.Unsubscribed;
        if (state == SubscriptionState.Pending && !options.Confirmed) return Refuse(ImportReasons.Unconfirmed, out refusal);
        if (state == SubscriptionState.Pending) state = SubscriptionState.Confirmed;
        if (Newsletter(fields) is not { } newsletter) return Refuse(ImportReasons.Newsletter, out refusal);
        if (Schedule(newsletter, fields) is not { } schedule) return Refuse(ImportReasons.Schedule, out refusal);
        if (!TryZone(fields, out var zone)) return Refuse(ImportReasons.TimeZone, out refusal);
        refusal = "";
        var consent = Time(fields, "consent_at", "optin_time", "created_at", "creation_date") ?? Time(fields, "confirmed_at", "confirm_time") ?? now;
        var confirmed = Time(fields, "confirmed_at", "confirm_time") ?? (state == SubscriptionState.Unsubscribed ? null : consent);
        return new ImportLine
        {
            Line = line,
            Address = address.Address,
            AddressKey = address.Key,
            Suppression = status.Suppression,
            Language = Language(newsletter, columns.Field(fields, "language")),
            Newsletter = newsletter.Name,
            Schedule = schedule,
            Tags = columns.Source == ImportSource.Ghost ? tags.Read(columns.Field(fields, "labels")) : tags.Read(columns.Field(fields, "tags")),
            TimeZone = zone,
            State = state,
            ConsentText = Consent(fields),
            ConsentAt = consent,
            ConfirmedAt = confirmed,
            PausedUntil = state == SubscriptionState.Paused ? Time(fields, "paused_until") : null,
            // Who left at a time that nobody knows has left by now.
            UnsubscribedAt = state == SubscriptionState.Unsubscribed ? Time(fields, "unsubscribed_at", "unsub_time", "unsubscription_date") ?? now : null,
        };
    }

    private static ImportLine? Refuse(string reason, out string refusal)
    {
        refusal = reason;
        return null;
    }

    private NewsletterOptions? Newsletter(IReadOnlyList<string> fields)
    {
        var name = columns.Source == ImportSource.Plain ? columns.Field(fields, "newsletter") : "";
        return name.Length == 0 ? options.Newsletter : newsletters.FirstOrDefault(newsletter => string.Equals(newsletter.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    private string? Schedule(NewsletterOptions newsletter, IReadOnlyList<string> fields)
    {
        var name = columns.Source == ImportSource.Plain ? columns.Field(fields, "schedule") : "";
        if (name.Length == 0) name = options.Schedule ?? "";
        if (name.Length == 0) return newsletter.Schedules[0].Name;
        return newsletter.FindSchedule(name)?.Name ?? newsletter.ReplacedSchedules.GetValueOrDefault(name);
    }

    /// <summary>Reads the zone; one that only another service knows by that name is left to the schedule.</summary>
    private bool TryZone(IReadOnlyList<string> fields, out string? zone)
    {
        var name = columns.Field(fields, columns.Source == ImportSource.Mailchimp ? "timezone" : "time_zone");
        zone = null;
        if (name.Length == 0) return true;
        if (!zones.TryGetValue(name, out zone))
        {
            zone = ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) && found.HasIanaId ? found.Id : null;
            if (zones.Count < 1000) zones.Add(name, zone);
        }

        return zone is not null || columns.Source != ImportSource.Plain;
    }

    private static string? Language(NewsletterOptions newsletter, string text) =>
        text.Length == 0 ? null : newsletter.Languages.FirstOrDefault(language => string.Equals(language, text, StringComparison.OrdinalIgnoreCase));

    private string Consent(IReadOnlyList<string> fields)
    {
        if (options.Consent is { } text) return text;
        var own = columns.Source == ImportSource.Plain ? Unprintable().Replace(columns.Field(fields, "consent_text"), " ") : "";
        if (own.Length > 0) return own;
        return columns.Source == ImportSource.Plain ? "imported by operator" : $"imported by operator from {columns.Source}";
    }

    private DateTimeOffset? Time(IReadOnlyList<string> fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var text = columns.Field(fields, name);
            if (text.Length > 0 && ImportTime.Read(text, now) is { } time) return time;
        }

        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9/_+-]{1,64}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ZoneName();

    [GeneratedRegex(@"\p{C}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unprintable();
}
