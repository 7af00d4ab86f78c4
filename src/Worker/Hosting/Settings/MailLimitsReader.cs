using System.Collections.Immutable;
using System.Globalization;
using Syndication.Worker.Mail.Limits;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Mail:Domains</c> and <c>Mail:Retry</c>.</summary>
internal static class MailLimitsReader
{
    private const string Presets = "Presets";

    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromDays(14);

    /// <summary>The limits of domains that are named, presets among them, and that of every other domain.</summary>
    public static (ImmutableArray<DomainLimit> Named, DomainLimit Others) ReadDomains(SettingsSection mail)
    {
        var table = mail.Section("Domains");
        var named = table.Flag(Presets, fallback: true) ? DomainPresets.All.ToList() : [];
        var others = DomainLimit.None;
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, section) in mail.Sections("Domains"))
        {
            if (key.Equals(Presets, StringComparison.OrdinalIgnoreCase)) continue;
            if (key == DomainLimit.Others)
            {
                others = ReadLimit(section, DomainLimit.None);
                continue;
            }

            if (ToALabels(key) is not { } domain)
            {
                table.Fault(key, "is no domain such as example.org; * stands for every domain that is not named.");
                continue;
            }

            var preset = named.FirstOrDefault(limit => limit.Domains.Contains(domain)) ?? DomainLimit.None with { Name = domain, Domains = [domain] };
            var limit = ReadLimit(section, preset);
            foreach (var twice in limit.Domains.Where(one => !written.Add(one))) table.Fault(key, $"limits {twice}, which another row limits too.");
            named.RemoveAll(other => other.Name == limit.Name);
            // A domain that a row takes out of a preset leaves the preset's others where they are.
            named = [.. named.Select(other => other with { Domains = [.. other.Domains.Except(limit.Domains, StringComparer.Ordinal)] }).Where(other => !other.Domains.IsEmpty)];
            named.Add(limit);
        }

        return ([.. named], others);
    }

    /// <summary>When refused messages are tried again.</summary>
    public static RetryOptions ReadRetry(SettingsSection section)
    {
        var defaults = new RetryOptions();
        var options = new RetryOptions
        {
            First = ReadDelays(section) ?? defaults.First,
            Factor = section.Number("Factor", defaults.Factor, 1, 10),
            Longest = section.Duration("Longest", defaults.Longest, TimeSpan.FromMinutes(1), LongestPatience),
            Patience = section.Duration("Patience", defaults.Patience, TimeSpan.FromMinutes(10), LongestPatience),
            Spread = section.Number("Spread", defaults.Spread, 0, 0.5),
        };
        section.RefuseUnknown();
        return options;
    }

    private static DomainLimit ReadLimit(SettingsSection section, DomainLimit basis)
    {
        var more = section.Texts("Domains");
        foreach (var domain in more.Where(domain => ToALabels(domain) is null)) section.Fault("Domains", $"holds '{domain}', which is no domain such as example.org.");
        var perMinute = section.Number("RatePerMinute", basis.RatePerSecond * 60, 0, 6_000_000);
        if (section.Text("RatePerMinute") is not null && section.Text("RatePerSecond") is not null) section.Fault("RatePerMinute", "and RatePerSecond are both set; keep one.");
        if (basis.Name == DomainLimit.Others && more.Count > 0) section.Fault("Domains", "has no meaning here; * stands for every domain that is not named.");
        var limit = basis with
        {
            Domains = basis.Name == DomainLimit.Others ? [] : [.. basis.Domains.Concat(more.Select(ToALabels).OfType<string>()).Distinct(StringComparer.Ordinal)],
            Connections = section.Whole("Connections", basis.Connections, 0, 64),
            RatePerSecond = section.Number("RatePerSecond", perMinute / 60, 0, 100_000),
        };
        section.RefuseUnknown();
        return limit;
    }

    private static ImmutableArray<TimeSpan>? ReadDelays(SettingsSection section)
    {
        var texts = section.Texts("First");
        if (texts.Count == 0) return null;
        var delays = texts.Select(SettingsSection.ParseDuration).ToList();
        for (var i = 0; i < delays.Count; i++)
        {
            if (delays[i] is { } delay && delay >= ShortestDelay && delay <= LongestPatience && (i == 0 || delay >= delays[i - 1])) continue;
            section.Fault("First", $"holds '{texts[i]}'; it must be durations from {ShortestDelay:c}, such as 5m, 15m, 30m, none shorter than the one before.");
            return null;
        }

        return [.. delays.OfType<TimeSpan>()];
    }

    private static string? ToALabels(string domain)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain.Trim().TrimEnd('.')).ToLowerInvariant();
            return ascii.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(ascii) == UriHostNameType.Dns ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
