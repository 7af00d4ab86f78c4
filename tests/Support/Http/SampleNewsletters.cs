namespace Syndication.Tests.Support.Http;

/// <summary>Newsletters as a configuration file has them.</summary>
public static class SampleNewsletters
{
    public static object Treatments { get; } = new
    {
        Name = "treatments",
        Title = "Treatments",
        Description = "New articles on the treatment of diseases, with their sources.",
        Languages = new[] { "en", "tr" },
        Schedules = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["weekly"] = new { Cron = "0 0 8 ? * MON", TimeZone = "Europe/Istanbul" },
            ["daily"] = new { Cron = "0 0 8 * * ?", TimeZone = "Europe/Istanbul" },
        },
    };

    public static object Research { get; } = new
    {
        Name = "research",
        Title = "Research notes",
        Description = "One letter a month on new studies.",
        Schedules = new Dictionary<string, object>(StringComparer.Ordinal) { ["monthly"] = new { Cron = "0 0 8 1 * ?" } },
    };

    public static object Arabic { get; } = new
    {
        Name = "nashra",
        Title = "النشرة الصحية",
        Description = "مقالات جديدة عن علاج الأمراض مع مصادرها.",
        Languages = new[] { "ar" },
        Schedules = new Dictionary<string, object>(StringComparer.Ordinal) { ["weekly"] = new { Cron = "0 0 8 ? * SUN" } },
    };
}
