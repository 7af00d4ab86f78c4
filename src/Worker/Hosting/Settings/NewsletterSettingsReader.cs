using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Quartz;
using Syndication.Feeds.Content;
using Syndication.Worker.Mail;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Newsletters</c>.</summary>
internal static partial class NewsletterSettingsReader
{
    /// <summary>Reads the list.</summary>
    public static ImmutableArray<NewsletterOptions> Read(SettingsSection root, SiteOptions site, MailOptions mail)
    {
        var newsletters = root.Sections("Newsletters").Select(item => ReadOne(item.Section, site, mail)).ToImmutableArray();
        foreach (var name in newsletters.GroupBy(newsletter => newsletter.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            root.Fault("Newsletters", $"holds two newsletters named '{name.Key}'.");
        }

        return newsletters;
    }

    private static NewsletterOptions ReadOne(SettingsSection section, SiteOptions site, MailOptions mail)
    {
        var name = section.Required("Name", "treatments");
        if (!NamePattern().IsMatch(name)) section.Fault("Name", $"is '{name}'; use lower-case letters, digits and -, at most 40.");
        var from = MailSettingsReader.ReadAddress(section, "From") ?? mail.From;
        if (from.Address.Length == 0 && section.Text("From") is null) section.Required("From", "Example News <news@example.org> (here or in Mail:From)");
        var languages = section.Texts("Languages");
        foreach (var language in languages.Where(language => !ContentSettingsReader.IsLanguage(language)))
        {
            section.Fault("Languages", $"holds '{language}'; it must be a BCP 47 tag such as en or pt-BR.");
        }

        var newsletter = new NewsletterOptions
        {
            Name = name,
            Title = section.Text("Title") ?? name,
            Description = section.Text("Description") ?? "",
            Where = new PropertyFilter(section.Section("Where").Everything()),
            Schedules = ReadSchedules(section, site),
            ReplacedSchedules = section.Sections("Schedules").Select(item => (item.Name, By: item.Section.Text("ReplacedBy"))).Where(item => item.By is not null)
                .ToImmutableDictionary(item => item.Name, item => item.By!, StringComparer.Ordinal),
            From = from,
            ReplyTo = MailSettingsReader.ReadAddress(section, "ReplyTo"),
            MaxPosts = section.Whole("MaxPosts", 10, 1, 1000),
            PostalAddress = section.Text("PostalAddress") ?? "",
            Disclaimer = section.Text("Disclaimer") ?? "",
            Archive = section.Flag("Archive", false),
            Languages = languages.Count > 0 ? [.. languages] : [site.Language],
        };
        foreach (var (replaced, by) in newsletter.ReplacedSchedules.Where(pair => newsletter.FindSchedule(pair.Value) is null))
        {
            section.Fault($"Schedules:{replaced}:ReplacedBy", $"is '{by}', which is no schedule of {name}.");
        }

        section.RefuseUnknown();
        return newsletter;
    }

    private static ImmutableArray<ScheduleOptions> ReadSchedules(SettingsSection section, SiteOptions site)
    {
        var schedules = section.Sections("Schedules").Select(item => ReadSchedule(item.Name, item.Section, site)).OfType<ScheduleOptions>().ToImmutableArray();
        if (schedules.IsEmpty && !section.Section("Schedules").Exists)
        {
            section.Fault("Schedules", "is empty. Example: \"weekly\": { \"Cron\": \"0 0 8 ? * MON\", \"TimeZone\": \"Europe/Istanbul\" }");
        }

        // ADR 5: the rarest first, since the first is the default.
        return [.. schedules.OrderByDescending(IntervalOf).ThenBy(schedule => schedule.Name, StringComparer.Ordinal)];
    }

    /// <summary>The time between two firings in a winter week, away from daylight-saving changes.</summary>
    private static TimeSpan IntervalOf(ScheduleOptions schedule)
    {
        var first = schedule.Cron.GetNextValidTimeAfter(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var second = first is { } start ? schedule.Cron.GetNextValidTimeAfter(start) : null;
        return second - first ?? TimeSpan.MaxValue;
    }

    private static ScheduleOptions? ReadSchedule(string name, SettingsSection section, SiteOptions site)
    {
        if (section.Text("ReplacedBy") is not null)
        {
            section.RefuseUnknown();
            return null;
        }

        var cron = section.Required("Cron", "0 0 8 ? * MON");
        var zone = ContentSettingsReader.ReadTimeZone(section, "TimeZone", site.TimeZone);
        section.RefuseUnknown();
        try
        {
            return new ScheduleOptions(name, new CronExpression(cron, zone), zone);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            section.Fault("Cron", $"is '{cron}': {exception.Message} It has six fields, seconds first, such as 0 0 8 ? * MON.");
            return null;
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();
}
